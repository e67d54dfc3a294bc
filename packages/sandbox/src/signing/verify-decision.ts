import { timingSafeEqual } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { JWK, JWTHeaderParameters } from 'jose';
import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';
import { algorithm, clockToleranceSeconds, lifetimeSeconds, types } from '../protocol.ts';
import type { DecisionClaims } from '../protocol.ts';
import { findKey } from '../state/accounts.ts';
import type { AuthRequest } from '../state/auth-requests/auth-requests.ts';
import { sha256 } from '../state/random.ts';
import type { State } from '../state/state.ts';
import { explainJose } from './explain-jose.ts';
import { demandMembers } from './header.ts';
import { thumbprintUrn } from './thumbprint-urn.ts';

const rest = z.object({ jti: z.string().min(16), decision: z.enum(['approve', 'deny']) });

/**
 * Verifies the phone's decision on this request: header, key, signature, type, issuer, audience, subject, times, then
 * each value against what was asked. What is left for the caller is the one step that makes it count.
 * @throws {Refusal} 400 or 403.
 */
export async function verifyDecision(
  state: State,
  request: AuthRequest,
  jws: string,
): Promise<DecisionClaims> {
  const claims = await verifySignature(state, request, jws);
  demandSame('nonce', claims.nonce, request.nonce);
  demandSame('txn', claims.txn, request.id);
  demandSame('req_hash', claims.req_hash, sha256(request.jws));
  if (!rest.safeParse(claims).success) {
    throw new Refusal(403, 'The decision must be "approve" or "deny", with a jti of its own.');
  }
  return claims;
}

async function verifySignature(
  state: State,
  request: AuthRequest,
  jws: string,
): Promise<DecisionClaims> {
  const keyOf = async (header: JWTHeaderParameters): Promise<JWK> => {
    demandMembers(header, ['alg', 'typ', 'kid']);
    const key = await findKey(state, String(header.kid));
    if (key === undefined) {
      throw new Refusal(403, 'No account is linked with the key that the decision names.');
    }
    if (key.revoked) {
      throw new Refusal(403, 'The key that the decision names was taken from its account.');
    }
    if (key.accountId !== request.accountId || header.kid !== request.kid) {
      throw new Refusal(403, 'The key that the decision names is not the one that was asked.');
    }
    return key.publicKey;
  };
  try {
    const { payload } = await jwtVerify<DecisionClaims>(jws, keyOf, {
      algorithms: [algorithm],
      typ: types.decision,
      issuer: thumbprintUrn(request.kid),
      audience: state.addresses.apiOrigin,
      subject: request.accountId,
      maxTokenAge: lifetimeSeconds,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['jti', 'iat', 'exp', 'nonce', 'txn', 'req_hash', 'decision'],
    });
    return payload;
  } catch (error) {
    throw explainJose(error, 'decision');
  }
}

function demandSame(claim: string, found: unknown, expected: string): void {
  const [a, b] = [Buffer.from(String(found)), Buffer.from(expected)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) {
    throw new Refusal(
      403,
      `The decision is about another request: its ${claim} is not this one's.`,
    );
  }
}
