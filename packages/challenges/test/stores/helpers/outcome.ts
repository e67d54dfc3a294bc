import { setImmediate } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { ChallengeKey, ChallengeStore } from '../../../src/index.ts';

/** Waits as a gate does, at most as long as the test: it reads, and while the challenge is pending it waits for a change. */
export const outcome = async (store: ChallengeStore, key: ChallengeKey): Promise<string> => {
  const { signal } = endWithTest();
  while (!signal.aborted) {
    const challenge = await store.read(key).catch(() => 'away' as const);
    if (challenge === undefined) return 'unknown';
    // A client that has no connection may say so without a turn of the event loop.
    if (challenge === 'away') await setImmediate();
    else if (challenge.state !== 'pending') return challenge.state;
    else await store.changed(key, challenge.version, signal);
  }
  return 'no outcome';
};

const endWithTest = (): AbortController => {
  const end = new AbortController();
  onTestFinished(() => end.abort());
  return end;
};
