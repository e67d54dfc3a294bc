import type { Pending } from './pending.ts';
import type { StoredAccount } from '../store.ts';
import { watch } from './watch.ts';

interface Options {
  readonly pending: Pending;
  readonly onConnection: (connected: boolean) => void;
  readonly onForgotten: () => void;
}

/** One watch for each account that the phone has, no more and no less. */
export class Watches {
  readonly #options: Options;
  readonly #running = new Map<string, { account: StoredAccount; ending: AbortController }>();
  readonly #forgotten = new Set<string>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether the server does not know the account, or not with this phone's key. */
  isForgotten({ accountId }: StoredAccount): boolean {
    return this.#forgotten.has(accountId);
  }

  follow(accounts: readonly StoredAccount[]): void {
    const wanted = new Map(accounts.map((account) => [account.accountId, account]));
    for (const [accountId, { account, ending }] of this.#running) {
      // An account that was linked anew has another key.
      if (wanted.get(accountId)?.publicKey.x !== account.publicKey.x) {
        ending.abort();
        this.#running.delete(accountId);
        this.#forgotten.delete(accountId);
        this.#options.pending.keepOnly(accountId, new Set());
      }
    }
    for (const account of accounts) {
      if (!this.#running.has(account.accountId)) {
        this.#start(account);
      }
    }
  }

  #start(account: StoredAccount): void {
    const ending = new AbortController();
    this.#running.set(account.accountId, { account, ending });
    void watch({
      account,
      pending: this.#options.pending,
      accountCount: () => this.#running.size,
      onConnection: this.#options.onConnection,
      onForgotten: () => {
        this.#forgotten.add(account.accountId);
        this.#options.onForgotten();
      },
      signal: ending.signal,
    });
  }
}
