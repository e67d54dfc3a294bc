import { equal } from 'node:assert/strict';
import type { ChallengeStore } from '../../stores/challenge-store.ts';
import type { Check } from '../store-suite.ts';
import { accepted, claim, denied, keyOf, newChallenge, stands } from './challenges.ts';

export const joinTests = (check: Check<ChallengeStore>): void => {
  check(
    'joins the live challenge with the same key, be it pending or approved',
    async ({ store }) => {
      const first = newChallenge();
      const { owner, joinKey } = first;
      await store.create(first);
      for (const state of ['pending', 'approved'] as const) {
        const { created, challenge } = await store.create(newChallenge({ owner, joinKey }));
        equal(created, false);
        stands(challenge, { ref: first.ref, state });
        await store.move(keyOf(first), accepted);
      }
    },
  );

  check(
    'starts a new challenge once the one with the same key has ended',
    async ({ store, advance }) => {
      const { owner, joinKey } = newChallenge();
      const denial = newChallenge({ owner, joinKey });
      await store.create(denial);
      await store.move(keyOf(denial), denied);
      const use = newChallenge({ owner, joinKey });
      equal((await store.create(use)).created, true);
      await store.move(keyOf(use), accepted);
      await store.consume(keyOf(use), claim);
      const brief = newChallenge({ owner, joinKey, pendingMs: 50 });
      equal((await store.create(brief)).created, true);
      await advance(50);
      const last = await store.create(newChallenge({ owner, joinKey }));
      equal(last.created, true);
      stands(await store.read(keyOf(brief)), { state: 'expired' });
    },
  );

  check(
    'keeps a refused challenge live while the refusal is not to be revealed',
    async ({ store }) => {
      const first = newChallenge({ revealed: false });
      const { owner, joinKey } = first;
      await store.create(first);
      await store.move(keyOf(first), denied);
      const { created, challenge } = await store.create(newChallenge({ owner, joinKey }));
      equal(created, false);
      stands(challenge, { ref: first.ref, state: 'pending' });
    },
  );

  check('joins nothing with another key', async ({ store }) => {
    const { owner } = newChallenge();
    equal((await store.create(newChallenge({ owner }))).created, true);
    equal((await store.create(newChallenge({ owner }))).created, true);
  });

  check('of many who start the same at once, one does and the others join', async ({ store }) => {
    const { owner, joinKey } = newChallenge();
    const starts = Array.from({ length: 50 }, () => store.create(newChallenge({ owner, joinKey })));
    const answers = await Promise.all(starts);
    equal(answers.filter(({ created }) => created).length, 1);
    equal(new Set(answers.map(({ challenge }) => challenge.ref)).size, 1);
  });
};
