import { equal, ok } from 'node:assert/strict';
import type { ChallengeStore } from '../../stores/challenge-store.ts';
import type { Check } from '../store-suite.ts';
import { accepted, claim, denied, keyOf, newChallenge, stands } from './challenges.ts';

export const codeTests = (check: Check<ChallengeStore>): void => {
  check(
    'approves once both the phone and the right code have said yes, in either order',
    async ({ store }) => {
      for (const phoneFirst of [true, false]) {
        const challenge = newChallenge({ codeHash: 'code' });
        const key = keyOf(challenge);
        await store.create(challenge);
        if (phoneFirst) {
          const { moved, challenge: waiting } = await store.move(key, accepted);
          equal(moved, true);
          stands(waiting, { state: 'pending', accepted: true, approvedAt: undefined });
          equal((await store.consume(key, claim)).consumed, false);
        }
        const { matched, challenge: typed } = await store.tryCode(key, 'code', 3);
        equal(matched, true);
        stands(typed, { state: phoneFirst ? 'approved' : 'pending', codeOk: true });
        if (!phoneFirst) {
          equal((await store.consume(key, claim)).consumed, false);
          stands((await store.move(key, accepted)).challenge, { state: 'approved' });
        }
        equal((await store.consume(key, claim)).consumed, true);
      }
    },
  );

  check(
    'counts codes that are wrong, and ends the challenge with the last that may be',
    async ({ store }) => {
      const challenge = newChallenge({ codeHash: 'code' });
      const key = keyOf(challenge);
      const { challenge: created } = await store.create(challenge);
      await store.move(key, accepted);
      let { version } = created;
      for (const failures of [1, 2]) {
        const { matched, challenge: after } = await store.tryCode(key, 'wrong', 3);
        equal(matched, false);
        stands(after, { state: 'pending', codeFailures: failures });
        ok(after.version > version);
        ({ version } = after);
      }
      const last = await store.tryCode(key, 'wrong', 3);
      equal(last.matched, false);
      stands(last.challenge, { state: 'failed', failure: 'code-tries', codeFailures: 3 });
      equal((await store.tryCode(key, 'code', 3)).matched, false);
      equal((await store.consume(key, claim)).consumed, false);
    },
  );

  check(
    'counts no code once the right one was typed, and none where none is awaited',
    async ({ store }) => {
      const typed = newChallenge({ codeHash: 'code' });
      await store.create(typed);
      const { challenge: before } = await store.tryCode(keyOf(typed), 'code', 3);
      const again = await store.tryCode(keyOf(typed), 'wrong', 3);
      equal(again.matched, true);
      stands(again.challenge, { codeFailures: 0, version: before?.version ?? NaN });

      const without = newChallenge({ codeHash: undefined });
      const { challenge: created } = await store.create(without);
      const tried = await store.tryCode(keyOf(without), 'code', 3);
      equal(tried.matched, false);
      stands(tried.challenge, { codeFailures: 0, version: created.version });

      const ended = newChallenge({ codeHash: 'code' });
      await store.create(ended);
      await store.move(keyOf(ended), denied);
      stands((await store.tryCode(keyOf(ended), 'wrong', 3)).challenge, { codeFailures: 0 });
    },
  );

  check('of many codes at once tries no more than may be wrong', async ({ store }) => {
    const challenge = newChallenge({ codeHash: 'code' });
    const key = keyOf(challenge);
    await store.create(challenge);
    await store.move(key, accepted);
    const wrong = Array.from({ length: 50 }, () => store.tryCode(key, 'wrong', 3));
    const right = await Promise.all([...wrong, store.tryCode(key, 'code', 3)]).then((all) =>
      all.at(-1),
    );
    equal(right?.matched, false);
    stands(await store.read(key), { state: 'failed', failure: 'code-tries', codeFailures: 3 });
  });
};
