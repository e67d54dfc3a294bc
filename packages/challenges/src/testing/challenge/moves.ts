import { deepEqual, equal, ok } from 'node:assert/strict';
import type { ChallengeMove, ChallengeStore, HolderMove } from '../../stores/challenge-store.ts';
import type { Check } from '../store-suite.ts';
import { accepted, claim, denied, keyOf, newChallenge, stands } from './challenges.ts';

const ends = [
  [denied, 'denied', undefined],
  [{ to: 'expired', holder: 'holder' }, 'expired', undefined],
  [{ to: 'failed', holder: 'holder', failure: 'provider' }, 'failed', 'provider'],
  [{ to: 'cancelled' }, 'cancelled', undefined],
  [{ to: 'void', failure: 'binding' }, 'failed', 'binding'],
] as const satisfies readonly (readonly [ChallengeMove, string, string | undefined])[];

export const moveTests = (check: Check<ChallengeStore>): void => {
  check('keeps every value of a new challenge as it is', async ({ store }) => {
    for (const codeHash of [undefined, 'the code’s HMAC']) {
      const challenge = newChallenge({ codeHash, revealed: false, purpose: 'login' });
      const { created, challenge: stored } = await store.create(challenge);
      equal(created, true);
      const { until, remainingMs, leaseUntil, leaseRemainingMs, version, ...values } = stored;
      deepEqual(values, {
        ...challenge,
        state: 'pending',
        accepted: false,
        refused: false,
        codeOk: false,
        codeFailures: 0,
        requestId: undefined,
        failure: undefined,
        approvedAt: undefined,
      });
      ok(remainingMs > 0 && remainingMs <= challenge.pendingMs);
      ok(leaseRemainingMs > 0 && leaseRemainingMs <= challenge.leaseMs);
      equal(Math.round(until - leaseUntil), challenge.pendingMs - challenge.leaseMs);
      const read = await store.read(keyOf(challenge));
      deepEqual({ ...read, remainingMs, leaseRemainingMs }, stored);
      equal(read?.version, version);
    }
  });

  check(
    'allows each move from pending once, and none from a state that has ended',
    async ({ store }) => {
      for (const [end, state, failure] of ends) {
        const challenge = newChallenge({ codeHash: 'code' });
        const key = keyOf(challenge);
        const { challenge: before } = await store.create(challenge);
        const { moved, challenge: ended } = await store.move(key, end);
        equal(moved, true);
        stands(ended, { state, failure });
        ok(ended.version > before.version);

        for (const late of [accepted, ...ends.map(([move]) => move)]) {
          equal((await store.move(key, late)).moved, false, `${late.to} after ${state}`);
        }
        equal((await store.tryCode(key, 'code', 3)).matched, false);
        equal((await store.consume(key, claim)).consumed, false);
        equal(await store.renew(key, 'holder'), false);
        stands(await store.read(key), { state, failure, version: ended.version });
      }
    },
  );

  check('takes the answer of BlokSec only from the holder', async ({ store }) => {
    const challenge = newChallenge();
    const { challenge: before } = await store.create(challenge);
    const answers: HolderMove[] = [
      { to: 'accepted', holder: 'another', requestId: 'request' },
      { to: 'denied', holder: 'another' },
      { to: 'expired', holder: 'another' },
      { to: 'failed', holder: 'another', failure: 'provider' },
    ];
    for (const answer of answers) {
      const { moved, challenge: after } = await store.move(keyOf(challenge), answer);
      equal(moved, false, answer.to);
      equal(after?.version, before.version);
    }
  });

  check(
    'neither shows nor changes a challenge for whoever is not its owner, as if there were none',
    async ({ store }) => {
      const challenge = newChallenge({ codeHash: 'code' });
      const { challenge: before } = await store.create(challenge);
      const foreign = { owner: newChallenge().owner, ref: challenge.ref };
      const unknown = keyOf(newChallenge());
      for (const key of [foreign, unknown]) {
        equal(await store.read(key), undefined);
        deepEqual(await store.move(key, denied), { moved: false, challenge: undefined });
        deepEqual(await store.tryCode(key, 'code', 3), { matched: false, challenge: undefined });
        deepEqual(await store.consume(key, claim), { consumed: false, challenge: undefined });
        equal(await store.renew(key, 'holder'), false);
      }
      stands(await store.read(keyOf(challenge)), {
        state: 'pending',
        codeOk: false,
        version: before.version,
      });
    },
  );

  check('answers a ping', async ({ store }) => store.ping());
};
