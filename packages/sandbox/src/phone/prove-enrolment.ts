import { SignJWT } from 'jose';
import { algorithm, lifetimeSeconds, types } from '../protocol.ts';
import type { EnrolmentClaims } from '../protocol.ts';
import type { AccountKey } from './account-key.ts';
import { hash } from './hash.ts';

/** Proves to the API that this phone has the private half of `key`, and ties it to one invitation. */
export async function proveEnrolment(
  key: AccountKey,
  invitation: { readonly token: string; readonly nonce: string; readonly apiOrigin: string },
): Promise<string> {
  const claims: Pick<EnrolmentClaims, 'token_hash' | 'nonce'> = {
    token_hash: await hash(invitation.token),
    nonce: invitation.nonce,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, typ: types.enrolment, jwk: key.publicKey })
    .setAudience(invitation.apiOrigin)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(key.privateKey);
}
