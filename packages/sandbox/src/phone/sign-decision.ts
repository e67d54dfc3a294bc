import { SignJWT, base64url } from 'jose';
import { algorithm, lifetimeSeconds, types } from '../protocol.ts';
import type { Decision, DecisionClaims } from '../protocol.ts';
import { keyId, keyUrn } from './account-key.ts';
import { hash } from './hash.ts';
import type { LinkedAccount } from './linked-account.ts';
import type { OpenedRequest } from './open-request.ts';

/** Signs the user's answer over the request exactly as it was shown. A denial is signed like an approval. */
export async function signDecision(
  account: LinkedAccount,
  request: Pick<OpenedRequest, 'id' | 'jws' | 'nonce'>,
  decision: Decision,
): Promise<string> {
  const claims: Pick<DecisionClaims, 'nonce' | 'txn' | 'req_hash' | 'decision'> = {
    nonce: request.nonce,
    txn: request.id,
    req_hash: await hash(request.jws),
    decision,
  };
  return new SignJWT(claims)
    .setProtectedHeader({
      alg: algorithm,
      typ: types.decision,
      kid: await keyId(account.publicKey),
    })
    .setIssuer(await keyUrn(account.publicKey))
    .setSubject(account.accountId)
    .setAudience(account.apiOrigin)
    .setJti(base64url.encode(crypto.getRandomValues(new Uint8Array(16))))
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(account.privateKey);
}
