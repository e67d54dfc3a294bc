import type { Clock } from '../clock.ts';
import type { Challenge, ChallengeFailure, ChallengeKey } from '../stores/challenge.ts';
import type { ChallengeStore } from '../stores/challenge-store.ts';

/** The leases of the pending challenges that this gate has started, decoys among them. */
export interface Leases {
  readonly size: number;
  /** Renews the challenge's lease until the challenge is no longer pending. */
  keep(challenge: Challenge): void;
  /** Looks whether the challenge is still pending, and lets go of it if not. */
  check(ref: string): Promise<void>;
  /** Ends everything that is still pending: real ones and decoys alike, so that they cannot be told apart. */
  failAll(failure: ChallengeFailure): Promise<void>;
  /** Resolves once nothing is pending, or `signal` aborts. */
  idle(signal: AbortSignal): Promise<void>;
  /** Renews no more. */
  close(): void;
}

interface Lease {
  readonly key: ChallengeKey;
  readonly until: number;
}

/** So near its time limit a challenge has expired, rather than been ended by another instance; the clocks may differ a little. */
const NEARLY_OVER_MS = 1000;

export const createLeases = (
  store: ChallengeStore,
  holder: string,
  leaseMs: number,
  clock: Clock,
  answerUnneeded: (ref: string) => void,
): Leases => {
  const leases = new Map<string, Lease>();
  const closed = new AbortController();
  let idled: (() => void)[] = [];
  let renewing = false;

  const drop = (ref: string): void => {
    leases.delete(ref);
    if (leases.size > 0) return;
    for (const tell of idled) tell();
    idled = [];
  };

  const renew = async ({ key, until }: Lease): Promise<void> => {
    try {
      if (clock.now() < until && (await store.renew(key, holder))) return;
      drop(key.ref);
      if (clock.now() < until - NEARLY_OVER_MS) answerUnneeded(key.ref);
    } catch {
      // The store is away. The next round tries again; a lease that lapses meanwhile ends its challenge, as it must.
    }
  };

  const renewAll = async (): Promise<void> => {
    while (leases.size > 0 && !closed.signal.aborted) {
      await clock.sleep(leaseMs / 3, closed.signal);
      if (!closed.signal.aborted) await Promise.all([...leases.values()].map(renew));
    }
    renewing = false;
  };

  return {
    get size() {
      return leases.size;
    },
    keep: ({ owner, ref, remainingMs }) => {
      leases.set(ref, { key: { owner, ref }, until: clock.now() + remainingMs });
      if (renewing) return;
      renewing = true;
      void renewAll();
    },
    check: async (ref) => {
      const lease = leases.get(ref);
      if (lease !== undefined) await renew(lease);
    },
    failAll: async (failure) => {
      const pending = [...leases.values()];
      await Promise.all(
        pending.map(async ({ key }) => {
          // Where the store is away the lease, no longer renewed, ends it.
          await store.move(key, { to: 'failed', failure, holder }).catch(() => undefined);
          drop(key.ref);
          answerUnneeded(key.ref);
        }),
      );
    },
    idle: (signal) =>
      new Promise((resolve) => {
        if (leases.size === 0 || signal.aborted) return resolve();
        idled.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    close: () => closed.abort(),
  };
};
