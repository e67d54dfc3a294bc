import type { OpenedRequest } from '../../phone/open-request.ts';
import type { StoredAccount } from './store.ts';

/** A request that waits on this phone: what it says, or that it is not genuine and so says nothing. */
export type Arrival = {
  readonly id: string;
  readonly account: StoredAccount;
  readonly expiresAt: Date;
} & ({ readonly genuine: true; readonly request: OpenedRequest } | { readonly genuine: false });

/** The requests that wait for an answer, the newest first. They leave when answered, expired, or taken back by the server. */
export class Pending {
  readonly #arrivals = new Map<string, Arrival>();
  readonly #done = new Set<string>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  list(): readonly Arrival[] {
    return [...this.#arrivals.values()].filter(({ id }) => !this.#done.has(id)).reverse();
  }

  /** The ids that this phone need not be told of again. */
  known(accountId: string): string[] {
    return [...this.#arrivals.values()]
      .filter(({ account }) => account.accountId === accountId)
      .map(({ id }) => id);
  }

  has(id: string): boolean {
    return this.#arrivals.has(id);
  }

  add(arrival: Arrival): void {
    this.#arrivals.set(arrival.id, arrival);
    setTimeout(() => this.#drop(arrival.id), arrival.expiresAt.getTime() - Date.now());
    this.#onChange();
  }

  /** Drops what the server no longer lists for this account. */
  keepOnly(accountId: string, ids: ReadonlySet<string>): void {
    for (const id of this.known(accountId)) {
      if (!ids.has(id)) {
        this.#drop(id);
      }
    }
  }

  /** Hides a request for good, although an answer of the server that is under way may still list it. */
  done(id: string): void {
    this.#done.add(id);
    this.#onChange();
  }

  #drop(id: string): void {
    if (this.#arrivals.delete(id)) {
      this.#onChange();
    }
  }
}
