import type { Clock } from '../../src/index.ts';

/** A clock that stands still until a test moves it on; whoever sleeps wakes up on the way, each at its time. */
export interface FakeClock extends Clock {
  advance(ms: number): Promise<void>;
}

export const fakeClock = (): FakeClock => {
  let now = 1_700_000_000_000;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = {
          until: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
      }),
    advance: async (ms) => {
      const end = now + ms;
      for (;;) {
        const next = Math.min(...[...sleepers].map(({ until }) => until));
        now = Math.max(now, Math.min(next, end));
        for (const sleeper of sleepers) if (sleeper.until <= now) sleeper.wake();
        await settled();
        if (next > end) break;
      }
    },
  };
};

/** Lets everything that is ready run: promises, and calls that were put off until an answer is written. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setImmediate(resolve));
  }
};
