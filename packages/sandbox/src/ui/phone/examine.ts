import { errors } from 'jose';
import { openRequest } from '../../phone/open-request.ts';
import type { Arriving } from './api.ts';
import type { Arrival } from './pending.ts';
import type { StoredAccount } from './store.ts';

/** Verifies what arrived; undefined where it is genuine but over already. */
export async function examine(
  account: StoredAccount,
  { id, jws, expiresAt }: Arriving,
): Promise<Arrival | undefined> {
  try {
    const request = await openRequest(jws, account);
    return { id, account, expiresAt: request.expiresAt, genuine: true, request };
  } catch (error) {
    return error instanceof errors.JWTExpired
      ? undefined
      : { id, account, expiresAt: new Date(expiresAt), genuine: false };
  }
}
