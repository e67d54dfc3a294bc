import type { JWK } from 'jose';
import type { AccountKey } from './account-key.ts';

/** What a phone knows of an account that it is linked with. */
export interface LinkedAccount extends AccountKey {
  readonly accountId: string;
  /** The API that may ask, and the key that its requests must be signed with: both pinned when the account was linked. */
  readonly apiOrigin: string;
  readonly serverKey: JWK;
}
