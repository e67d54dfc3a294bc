/** More than a person has; whoever shares an account among more sees the latest. */
export const LISTED_BROWSERS = 50;

/** One browser that is known for an account, as it is stored. */
export interface StoredBrowser {
  /** SHA-256 of the random id in its cookie. */
  readonly id: string;
  /** What it is called, sealed. */
  readonly sealed: string;
  /** Its first and its last login, in milliseconds since the epoch by the store's clock. */
  readonly since: number;
  readonly lastUsedAt: number;
}

/**
 * What is known of browsers that have logged in before. A sealed cookie holds the knowledge itself, so that a restart of a
 * memory store forgets none; the store holds what can be listed, and what was revoked. Accounts are HMACs; time is the
 * store's own.
 */
export interface KnownBrowserStore {
  /** Notes a login. The time that is returned goes into the cookie. Entries end `keepSeconds` after their last login. */
  remember(
    account: string,
    browser: Pick<StoredBrowser, 'id' | 'sealed'>,
    keepSeconds: number,
  ): Promise<number>;
  /** Whether a cookie of this browser, issued at `issuedAt` less than `keepSeconds` ago, was not revoked since. */
  isKnown(account: string, id: string, issuedAt: number, keepSeconds: number): Promise<boolean>;
  /** Those with a login in the last `keepSeconds`, the latest first; at most 50. */
  list(account: string): Promise<readonly StoredBrowser[]>;
  /** Revokes one browser of the account, or all: cookies issued until now are void. Kept for `keepSeconds`. */
  revoke(account: string, id: string | undefined, keepSeconds: number): Promise<void>;
}
