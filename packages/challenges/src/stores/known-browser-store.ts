/** What is known of browsers that were once known: a sealed cookie holds the rest, so a restart forgets none. */
export interface KnownBrowserStore {
  /** Every cookie of this account (its HMAC) that was issued before `at` (milliseconds since the epoch) is void. */
  forget(account: string, at: number): Promise<void>;
  /** When the account's browsers were last forgotten, in milliseconds since the epoch; undefined if never. */
  forgottenAt(account: string): Promise<number | undefined>;
}

/** In the memory of one process: after a restart, forgotten browsers are known again until their cookies end. */
export const memoryKnownBrowserStore = (): KnownBrowserStore => {
  const times = new Map<string, number>();
  return {
    forget: async (account, at) => void times.set(account, at),
    forgottenAt: async (account) => times.get(account),
  };
};
