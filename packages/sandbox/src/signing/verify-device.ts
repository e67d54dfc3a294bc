import { jwtVerify } from 'jose';
import type { JWK, JWTHeaderParameters } from 'jose';
import { Refusal } from '../http/refusal.ts';
import { algorithm, clockToleranceSeconds, lifetimeSeconds, types } from '../protocol.ts';
import type { DeviceClaims } from '../protocol.ts';
import { findKey } from '../state/accounts.ts';
import type { State } from '../state/state.ts';
import { demandMembers } from './header.ts';
import { explainJose } from './explain-jose.ts';
import { thumbprintUrn } from './thumbprint-urn.ts';

const challenge = { headers: { 'www-authenticate': 'Bearer' } };

/**
 * Tells by its bearer token which key a phone holds; returns the key's id.
 * @throws {Refusal} 401.
 */
export async function verifyDevice(
  state: State,
  authorization: string | undefined,
): Promise<string> {
  const token = /^Bearer +(\S+)$/iu.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    throw new Refusal(
      401,
      'A phone shows whose it is by the header "Authorization: Bearer <JWS>", signed with the key of the account.',
      challenge,
    );
  }
  try {
    return await verify(state, token);
  } catch (error) {
    throw new Refusal(401, explainJose(error, 'device token').message, challenge);
  }
}

async function verify(state: State, token: string): Promise<string> {
  let kid = '';
  let accountId = '';
  const keyOf = async (header: JWTHeaderParameters): Promise<JWK> => {
    demandMembers(header, ['alg', 'typ', 'kid']);
    kid = String(header.kid);
    const key = await findKey(state, kid);
    if (key === undefined || key.revoked) {
      throw new Refusal(401, 'No account is linked with this key. Accept an invitation again.');
    }
    accountId = key.accountId;
    return key.publicKey;
  };
  const { payload } = await jwtVerify<DeviceClaims>(token, keyOf, {
    algorithms: [algorithm],
    typ: types.device,
    audience: state.addresses.apiOrigin,
    maxTokenAge: lifetimeSeconds,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['iss', 'sub', 'iat', 'exp'],
  });
  if (payload.sub !== accountId || payload.iss !== thumbprintUrn(kid)) {
    throw new Refusal(401, 'The device token names another account or key than its signature.');
  }
  return kid;
}
