import { equal, ok } from 'node:assert/strict';
import type { ChallengeStore } from '../../stores/challenge-store.ts';
import type { Check } from '../store-suite.ts';
import { accepted, claim, denied, keyOf, newChallenge, stands } from './challenges.ts';

/** Soon over. Nothing happens in between in these tests, so that no machine is too slow for it. */
const soon = 50;

export const lapseTests = (check: Check<ChallengeStore>): void => {
  check(
    'T16: expires what is pending at its time limit, whatever comes later',
    async ({ store, advance }) => {
      const challenge = newChallenge({ pendingMs: soon, codeHash: 'code' });
      const key = keyOf(challenge);
      const { challenge: created } = await store.create(challenge);
      await advance(soon);
      equal((await store.move(key, accepted)).moved, false);
      equal((await store.move(key, { to: 'cancelled' })).moved, false);
      equal((await store.tryCode(key, 'code', 3)).matched, false);
      equal(await store.renew(key, 'holder'), false);
      equal((await store.consume(key, claim)).consumed, false);
      const expired = await store.read(key);
      stands(expired, { state: 'expired', failure: undefined, remainingMs: 0 });
      ok(expired.version > created.version);
    },
  );

  check('T17: expires an approval that nobody has used', async ({ store, advance }) => {
    const challenge = newChallenge({ approvedMs: soon });
    await store.create(challenge);
    stands((await store.move(keyOf(challenge), accepted)).challenge, { state: 'approved' });
    await advance(soon);
    const { consumed, challenge: late } = await store.consume(keyOf(challenge), claim);
    equal(consumed, false);
    stands(late, { state: 'expired' });
  });

  check(
    'T30: fails what is pending once its lease has lapsed, and its holder comes too late',
    async ({ store, advance }) => {
      const challenge = newChallenge({ leaseMs: soon });
      const key = keyOf(challenge);
      await store.create(challenge);
      await advance(soon);
      stands(await store.read(key), { state: 'failed', failure: 'lease', leaseRemainingMs: 0 });
      equal(await store.renew(key, 'holder'), false);
      equal((await store.move(key, accepted)).moved, false);
      equal((await store.consume(key, claim)).consumed, false);
    },
  );

  check(
    'extends a lease by its length, for the holder alone, and calls that no change',
    async ({ store, advance }) => {
      const challenge = newChallenge();
      const key = keyOf(challenge);
      const { challenge: before } = await store.create(challenge);
      await advance(soon);
      equal(await store.renew(key, 'another'), false);
      stands(await store.read(key), { leaseUntil: before.leaseUntil });
      equal(await store.renew(key, 'holder'), true);
      const after = await store.read(key);
      stands(after, { state: 'pending', version: before.version, until: before.until });
      ok(after.leaseUntil >= before.leaseUntil + soon);
      await store.move(key, denied);
      equal(await store.renew(key, 'holder'), false);
    },
  );

  check(
    'needs no lease for an approval, nor for a time limit that comes first',
    async ({ store, advance }) => {
      const approved = newChallenge({ leaseMs: 2_500 });
      await store.create(approved);
      stands((await store.move(keyOf(approved), accepted)).challenge, { state: 'approved' });
      const brief = newChallenge({ pendingMs: soon, leaseMs: 2 * soon });
      await store.create(brief);
      await advance(2_500);
      stands(await store.read(keyOf(approved)), { state: 'approved' });
      stands(await store.read(keyOf(brief)), { state: 'expired' });
    },
  );
};

export const tombstoneTests = (check: Check<ChallengeStore>): void => {
  check(
    'forgets a challenge ten minutes after its end, and remembers it until then',
    async ({ store, advance }) => {
      const challenge = newChallenge();
      await store.create(challenge);
      await advance(60_000 + 600_000 - 1);
      await store.create(newChallenge());
      stands(await store.read(keyOf(challenge)), { state: 'expired' });
      await advance(1);
      await store.create(newChallenge());
      equal(await store.read(keyOf(challenge)), undefined);
    },
  );
};
