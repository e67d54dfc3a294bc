import { equal, ok } from 'node:assert/strict';
import type { ChallengeStore } from '../../stores/challenge-store.ts';
import type { Check } from '../store-suite.ts';
import { accepted, claim, denied, keyOf, newChallenge, stands } from './challenges.ts';

export const approvalTests = (check: Check<ChallengeStore>): void => {
  check('gives an approval a time limit of its own', async ({ store }) => {
    const challenge = newChallenge();
    await store.create(challenge);
    const { challenge: approved } = await store.move(keyOf(challenge), accepted);
    stands(approved, { state: 'approved', requestId: '622b95833bab53f6bba946d0' });
    equal(approved.until, (approved.approvedAt ?? NaN) + challenge.approvedMs);
    ok(approved.remainingMs <= challenge.approvedMs);
  });

  check('uses an approval up once', async ({ store }) => {
    const challenge = newChallenge();
    await store.create(challenge);
    await store.move(keyOf(challenge), accepted);
    const first = await store.consume(keyOf(challenge), claim);
    equal(first.consumed, true);
    stands(first.challenge, { state: 'consumed', requestId: '622b95833bab53f6bba946d0' });
    const second = await store.consume(keyOf(challenge), claim);
    equal(second.consumed, false);
    stands(second.challenge, { state: 'consumed', version: first.challenge.version });
  });

  check('T6: of a hundred who use an approval at once, one does', async ({ store }) => {
    const challenge = newChallenge();
    await store.create(challenge);
    await store.move(keyOf(challenge), accepted);
    const uses = Array.from({ length: 100 }, () => store.consume(keyOf(challenge), claim));
    const used = (await Promise.all(uses)).filter(({ consumed }) => consumed);
    equal(used.length, 1);
  });

  check('lets an approval be made void, and otherwise be only used', async ({ store }) => {
    const challenge = newChallenge();
    const key = keyOf(challenge);
    await store.create(challenge);
    await store.move(key, accepted);
    const moves = [
      accepted,
      denied,
      { to: 'expired', holder: 'holder' },
      { to: 'cancelled' },
    ] as const;
    for (const move of moves) equal((await store.move(key, move)).moved, false, move.to);
    equal(await store.renew(key, 'holder'), false);
    const { moved, challenge: ended } = await store.move(key, { to: 'void', failure: 'details' });
    equal(moved, true);
    stands(ended, { state: 'void', failure: 'details' });
    equal((await store.consume(key, claim)).consumed, false);
  });

  check('T5: makes an approval void when it is claimed for anything else', async ({ store }) => {
    for (const part of ['binding', 'details'] as const) {
      const challenge = newChallenge();
      await store.create(challenge);
      await store.move(keyOf(challenge), accepted);
      const wrong = await store.consume(keyOf(challenge), { ...claim, [part]: 'other' });
      equal(wrong.consumed, false);
      stands(wrong.challenge, { state: 'void', failure: part });
      equal((await store.consume(keyOf(challenge), claim)).consumed, false);
    }
  });

  check('only reads where there is no approval to use', async ({ store }) => {
    const challenge = newChallenge();
    const { challenge: before } = await store.create(challenge);
    const { consumed, challenge: after } = await store.consume(keyOf(challenge), {
      binding: 'other',
      details: 'other',
    });
    equal(consumed, false);
    stands(after, { state: 'pending', version: before.version });
  });
};
