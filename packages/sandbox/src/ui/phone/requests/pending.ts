import type { OpenedRequest } from '../../../phone/open-request.ts';
import type { StoredAccount } from '../store.ts';

/** A request that waits on this phone: what it says, or that it is not genuine and so says nothing. */
export type Arrival = {
  readonly id: string;
  readonly account: StoredAccount;
  readonly expiresAt: Date;
} & ({ readonly genuine: true; readonly request: OpenedRequest } | { readonly genuine: false });

/** The requests that wait for an answer. They leave when answered, expired, or taken back by the server. */
export class Pending {
  readonly #arrivals = new Map<string, Arrival>();
  /** Those that are not shown any more; the server may list them a little longer. */
  readonly #over = new Set<string>();
  readonly #onChange: (ended?: Arrival) => void;

  /** `onChange` is told which request has ended without an answer of the user, if that is the change. */
  constructor(onChange: (ended?: Arrival) => void) {
    this.#onChange = onChange;
  }

  /** The newest first. */
  list(): readonly Arrival[] {
    return [...this.#arrivals.values()].filter(({ id }) => !this.#over.has(id)).toReversed();
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
    const leftMs = arrival.expiresAt.getTime() - Date.now();
    this.#arrivals.set(arrival.id, arrival);
    if (leftMs <= 0) {
      this.#over.add(arrival.id);
      return;
    }
    setTimeout(() => this.#end(arrival), leftMs);
    this.#onChange();
  }

  /** Forgets what the server no longer lists for this account. */
  keepOnly(accountId: string, ids: ReadonlySet<string>): void {
    for (const arrival of this.#arrivals.values()) {
      if (arrival.account.accountId === accountId && !ids.has(arrival.id)) {
        this.#end(arrival);
        this.#arrivals.delete(arrival.id);
        this.#over.delete(arrival.id);
      }
    }
  }

  /** The user has dealt with it. */
  done(id: string): void {
    this.#over.add(id);
    this.#onChange();
  }

  #end(arrival: Arrival): void {
    if (this.#arrivals.has(arrival.id) && !this.#over.has(arrival.id)) {
      this.#over.add(arrival.id);
      this.#onChange(arrival);
    }
  }
}
