import { errors } from 'jose';
import { openRequest } from '../../../phone/open-request.ts';
import type { Arriving } from '../api.ts';
import type { Arrival } from './pending.ts';
import type { StoredAccount } from '../store.ts';

/** Verifies what arrived. Genuine but too late is as good as over, not a forgery to warn of. */
export async function examine(
  account: StoredAccount,
  { id, jws, expiresAt }: Arriving,
): Promise<Arrival> {
  try {
    const request = await openRequest(jws, account);
    return { id, account, expiresAt: request.expiresAt, genuine: true, request };
  } catch (error) {
    const late = error instanceof errors.JWTExpired;
    return { id, account, expiresAt: new Date(late ? 0 : expiresAt), genuine: false };
  }
}
