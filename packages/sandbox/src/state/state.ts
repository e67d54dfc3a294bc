import type { Database } from '../database/database.ts';
import type { Addresses } from '../http/addresses.ts';
import type { ServerKey } from '../signing/server-key.ts';
import type { Changes } from './changes.ts';

/** What everything in one running sandbox works on. */
export interface State {
  readonly db: Database;
  readonly changes: Changes;
  readonly addresses: Addresses;
  readonly serverKey: ServerKey;
  readonly limits: Limits;
}

/** In milliseconds. */
export interface Limits {
  /** How long a phone may take to answer. */
  readonly authTimeoutMs: number;
  /** How long the link of an invitation is good. */
  readonly registrationTimeoutMs: number;
}
