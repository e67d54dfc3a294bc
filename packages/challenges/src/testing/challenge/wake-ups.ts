import { equal } from 'node:assert/strict';
import type { ChallengeStore } from '../../stores/challenge-store.ts';
import type { Check } from '../store-suite.ts';
import { accepted, denied, keyOf, newChallenge, stands } from './challenges.ts';

const never: AbortSignal = new AbortController().signal;

export const wakeUpTests = (check: Check<ChallengeStore>): void => {
  check(
    'wakes everyone who waits for a change, for whom it may come early but not never',
    async ({ store }) => {
      const challenge = newChallenge();
      const key = keyOf(challenge);
      await store.create(challenge);
      const waiting = Array.from({ length: 20 }, async () => {
        // As a gate waits: it reads, and while nothing has changed it waits on.
        for (let read = await store.read(key); ; read = await store.read(key)) {
          if (read?.state !== 'pending') return read?.state;
          await store.changed(key, read.version, never);
        }
      });
      await store.move(key, denied);
      for (const state of await Promise.all(waiting)) equal(state, 'denied');
    },
  );

  check('wakes who begins to wait only after the change', async ({ store }) => {
    const challenge = newChallenge({ codeHash: 'code' });
    const key = keyOf(challenge);
    const { challenge: first } = await store.create(challenge);
    const { challenge: second } = await store.tryCode(key, 'wrong', 3);
    stands(second, { state: 'pending' });
    await store.changed(key, first.version, never);
    await store.move(key, accepted);
    await store.tryCode(key, 'code', 3);
    await store.changed(key, second.version, never);
    stands(await store.read(key), { state: 'approved' });
  });

  check('ends the wait when its signal aborts, or has', async ({ store }) => {
    const challenge = newChallenge();
    const { challenge: created } = await store.create(challenge);
    const ending = new AbortController();
    const waiting = store.changed(keyOf(challenge), created.version, ending.signal);
    ending.abort();
    await waiting;
    await store.changed(keyOf(challenge), created.version, ending.signal);
    stands(await store.read(keyOf(challenge)), { version: created.version });
  });

  check('ends every wait when it is closed', async ({ store }) => {
    const challenge = newChallenge();
    const { challenge: created } = await store.create(challenge);
    const waiting = store.changed(keyOf(challenge), created.version, never);
    await store.close();
    await waiting;
  });
};
