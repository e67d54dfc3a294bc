import type { Clock } from '../clock.ts';
import { LIMITS } from '../limits.ts';
import type { Challenge } from '../stores/challenge.ts';
import type { ChallengeStore } from '../stores/challenge-store.ts';

/** Requests that wait for a challenge to change. */
export interface Waits {
  /** Resolves once the challenge has changed, `ms` are over, `signal` aborts, or the wait had to make room. */
  wait(challenge: Challenge, ms: number, signal: AbortSignal): Promise<'over' | 'made-room'>;
}

/** Up to four waits a challenge (four tabs); one more ends the oldest. */
export const createWaits = (store: ChallengeStore, clock: Clock): Waits => {
  const waits = new Map<string, Set<AbortController>>();
  return {
    wait: async (challenge, ms, signal) => {
      const ours = waits.get(challenge.ref) ?? new Set();
      waits.set(challenge.ref, ours);
      const stop = new AbortController();
      ours.add(stop);
      const [oldest] = ours;
      if (ours.size > LIMITS.maxWaits && oldest !== undefined) {
        ours.delete(oldest);
        oldest.abort('made-room');
      }
      const forward = (): void => stop.abort('over');
      if (signal.aborted) forward();
      else signal.addEventListener('abort', forward);
      await Promise.race([
        store.changed(challenge, challenge.version, stop.signal),
        clock.sleep(ms, stop.signal),
      ]);
      const madeRoom = stop.signal.reason === 'made-room';
      stop.abort('over');
      signal.removeEventListener('abort', forward);
      ours.delete(stop);
      if (ours.size === 0 && waits.get(challenge.ref) === ours) waits.delete(challenge.ref);
      return madeRoom ? 'made-room' : 'over';
    },
  };
};
