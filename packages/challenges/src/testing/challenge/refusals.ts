import { equal } from 'node:assert/strict';
import type { ChallengeMove, ChallengeStore } from '../../stores/challenge-store.ts';
import type { Check } from '../store-suite.ts';
import { accepted, claim, denied, keyOf, newChallenge, stands } from './challenges.ts';

const refusals: readonly ChallengeMove[] = [
  denied,
  { to: 'expired', holder: 'holder' },
  { to: 'failed', holder: 'holder', failure: 'provider' },
];

export const refusalTests = (check: Check<ChallengeStore>): void => {
  check(
    'keeps a refused challenge pending where the refusal is not to be revealed, and never approves it',
    async ({ store }) => {
      for (const refusal of refusals) {
        const challenge = newChallenge({ revealed: false, codeHash: 'code' });
        const key = keyOf(challenge);
        await store.create(challenge);
        const first = await store.move(key, refusal);
        equal(first.moved, true);
        stands(first.challenge, { state: 'pending', refused: true, failure: undefined });
        for (const again of refusals) equal((await store.move(key, again)).moved, false);
        equal((await store.move(key, accepted)).moved, false);
        equal((await store.tryCode(key, 'code', 3)).matched, true);
        equal((await store.consume(key, claim)).consumed, false);
        equal(await store.renew(key, 'holder'), true);
        stands(await store.read(key), { state: 'pending', refused: true, accepted: false });
      }
    },
  );

  check('ends a refused challenge by what does not depend on the account', async ({ store }) => {
    const ends: readonly (readonly [ChallengeMove, Parameters<typeof stands>[1]])[] = [
      [{ to: 'cancelled' }, { state: 'cancelled' }],
      [
        { to: 'void', failure: 'binding' },
        { state: 'failed', failure: 'binding' },
      ],
      [
        { to: 'failed', holder: 'holder', failure: 'shutdown' },
        { state: 'failed', failure: 'shutdown' },
      ],
      [
        { to: 'failed', holder: 'holder', failure: 'outage' },
        { state: 'failed', failure: 'outage' },
      ],
    ];
    for (const [end, state] of ends) {
      const challenge = newChallenge({ revealed: false });
      await store.create(challenge);
      await store.move(keyOf(challenge), denied);
      const { moved, challenge: ended } = await store.move(keyOf(challenge), end);
      equal(moved, true);
      stands(ended, state);
    }
  });

  check('counts failed codes of a refused challenge like those of any other', async ({ store }) => {
    const challenge = newChallenge({ revealed: false, codeHash: 'code' });
    await store.create(challenge);
    await store.move(keyOf(challenge), denied);
    await store.tryCode(keyOf(challenge), 'wrong', 2);
    const { challenge: ended } = await store.tryCode(keyOf(challenge), 'wrong', 2);
    stands(ended, { state: 'failed', failure: 'code-tries', codeFailures: 2 });
  });

  check('expires a refused challenge at its time limit', async ({ store, advance }) => {
    const challenge = newChallenge({ revealed: false, pendingMs: 2_500 });
    await store.create(challenge);
    stands((await store.move(keyOf(challenge), denied)).challenge, { state: 'pending' });
    await advance(2_500);
    stands(await store.read(keyOf(challenge)), { state: 'expired', failure: undefined });
  });
};
