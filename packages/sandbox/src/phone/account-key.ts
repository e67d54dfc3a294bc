import {
  calculateJwkThumbprint,
  calculateJwkThumbprintUri,
  exportJWK,
  generateKeyPair,
} from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { algorithm } from '../protocol.ts';

/** The key of one account on one phone. */
export interface AccountKey {
  /** Can sign and cannot be exported. */
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
}

/** Makes a P-256 key whose private half never leaves where it was made. */
export async function makeAccountKey(): Promise<AccountKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: false });
  return { privateKey, publicKey: await exportJWK(publicKey) };
}

/** The key's id: its RFC 7638 thumbprint. */
export function keyId(publicKey: JWK): Promise<string> {
  return calculateJwkThumbprint(publicKey);
}

/** The key's name in claims: its thumbprint as a URN (RFC 9278). */
export function keyUrn(publicKey: JWK): Promise<string> {
  return calculateJwkThumbprintUri(publicKey);
}
