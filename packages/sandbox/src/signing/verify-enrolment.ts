import { calculateJwkThumbprint, jwtVerify } from 'jose';
import type { JWK, JWTHeaderParameters } from 'jose';
import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';
import { algorithm, clockToleranceSeconds, lifetimeSeconds, types } from '../protocol.ts';
import type { EnrolmentClaims } from '../protocol.ts';
import { sha256 } from '../state/random.ts';
import type { Registration } from '../state/registrations/registrations.ts';
import type { State } from '../state/state.ts';
import { demandMembers } from './header.ts';
import { explainJose } from './explain-jose.ts';

/** The public half only: a phone that sends its private key has lost it. */
const publicKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.undefined({ error: 'must not be sent' }).optional(),
});

/**
 * Verifies that the phone holds the key it offers, and that it means this invitation. This is the one JWS whose header
 * brings its own key.
 * @throws {Refusal} 400 or 403.
 */
export async function verifyEnrolment(
  state: State,
  registration: Registration,
  token: string,
  proof: string,
): Promise<{ kid: string; publicKey: JWK }> {
  let publicKey: JWK = {};
  const keyOf = async (header: JWTHeaderParameters): Promise<JWK> => {
    demandMembers(header, ['alg', 'typ', 'jwk']);
    const parsed = publicKeySchema.safeParse(header.jwk);
    if (!parsed.success) {
      throw new Refusal(
        400,
        'The jwk in the header must be a public P-256 key: kty, crv, x and y.',
      );
    }
    const { kty, crv, x, y } = parsed.data;
    publicKey = { kty, crv, x, y };
    return publicKey;
  };
  const claims = await verify(state, proof, keyOf);
  if (claims.nonce !== registration.nonce || claims.token_hash !== sha256(token)) {
    throw new Refusal(403, 'The proof is for another invitation: its nonce or token_hash differs.');
  }
  return { kid: await calculateJwkThumbprint(publicKey), publicKey };
}

async function verify(
  state: State,
  proof: string,
  keyOf: (header: JWTHeaderParameters) => Promise<JWK>,
): Promise<EnrolmentClaims> {
  try {
    const { payload } = await jwtVerify<EnrolmentClaims>(proof, keyOf, {
      algorithms: [algorithm],
      typ: types.enrolment,
      audience: state.addresses.apiOrigin,
      maxTokenAge: lifetimeSeconds,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['iat', 'exp', 'nonce', 'token_hash'],
    });
    return payload;
  } catch (error) {
    throw explainJose(error, 'enrolment proof');
  }
}
