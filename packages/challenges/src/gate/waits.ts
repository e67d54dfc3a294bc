import type { Clock } from '../clock.ts';
import type { Challenge } from '../stores/challenge.ts';
import type { ChallengeStore } from '../stores/challenge-store.ts';

/** Requests that wait for a challenge to change. */
export interface Waits {
  readonly size: number;
  /** Resolves once the challenge has changed, `ms` are over, one of `signals` aborts, or the wait had to make room. */
  wait(
    challenge: Challenge,
    ms: number,
    signals: readonly AbortSignal[],
  ): Promise<'over' | 'made-room'>;
}

/** Up to so many waits a challenge (tabs); one more ends the oldest. */
export const createWaits = (store: ChallengeStore, clock: Clock, most: number): Waits => {
  const waits = new Map<string, Set<AbortController>>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    wait: async (challenge, ms, signals) => {
      const ours = waits.get(challenge.ref) ?? new Set();
      waits.set(challenge.ref, ours);
      const stop = new AbortController();
      ours.add(stop);
      size += 1;
      const [oldest] = ours;
      if (ours.size > most && oldest !== undefined) {
        ours.delete(oldest);
        oldest.abort('made-room');
      }
      // Taken off again below: the gate's own signal outlives every request, and a socket's outlives many.
      const forward = (): void => stop.abort('over');
      if (signals.some(({ aborted }) => aborted)) forward();
      for (const signal of signals) signal.addEventListener('abort', forward);
      await Promise.race([
        store.changed(challenge, challenge.version, stop.signal),
        clock.sleep(ms, stop.signal),
      ]);
      const madeRoom = stop.signal.reason === 'made-room';
      stop.abort('over');
      for (const signal of signals) signal.removeEventListener('abort', forward);
      size -= 1;
      ours.delete(stop);
      if (ours.size === 0 && waits.get(challenge.ref) === ours) waits.delete(challenge.ref);
      return madeRoom ? 'made-room' : 'over';
    },
  };
};
