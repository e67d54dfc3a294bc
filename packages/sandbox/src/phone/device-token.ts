import { SignJWT } from 'jose';
import { algorithm, lifetimeSeconds, types } from '../protocol.ts';
import { keyId, keyUrn } from './account-key.ts';
import type { LinkedAccount } from './linked-account.ts';

/** A bearer token that says: the caller holds this account's key. Good for one minute. */
export async function deviceToken(account: LinkedAccount): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: algorithm, typ: types.device, kid: await keyId(account.publicKey) })
    .setIssuer(await keyUrn(account.publicKey))
    .setSubject(account.accountId)
    .setAudience(account.apiOrigin)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(account.privateKey);
}
