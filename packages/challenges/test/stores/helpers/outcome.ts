import type { ChallengeKey, ChallengeStore } from '../../../src/index.ts';

const never = new AbortController().signal;

/** Waits as a gate does: it reads, and while the challenge is pending it waits for a change. */
export const outcome = async (store: ChallengeStore, key: ChallengeKey): Promise<string> => {
  for (;;) {
    const challenge = await store.read(key).catch(() => 'away' as const);
    if (challenge === undefined) return 'unknown';
    if (challenge !== 'away') {
      if (challenge.state !== 'pending') return challenge.state;
      await store.changed(key, challenge.version, never);
    }
  }
};
