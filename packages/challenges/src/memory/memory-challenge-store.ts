import { type Clock, systemClock } from '../clock.ts';
import { sameDigest } from '../keys/keyring.ts';
import type { Challenge, ChallengeKey } from '../stores/challenge.ts';
import type { ChallengeStore } from '../stores/challenge-store.ts';
import {
  afterClaim,
  afterCode,
  afterMove,
  afterRenewal,
  atTime,
  type ChallengeRecord,
  newRecord,
  toChallenge,
  TOMBSTONE_MS,
} from '../stores/moves.ts';
import { WaitList } from '../stores/wait-list.ts';

/**
 * Challenges in the memory of one process. Each method decides and writes without awaiting in between,
 * which is what makes it atomic.
 */
export const memoryChallengeStore = (clock: Clock = systemClock): ChallengeStore => {
  const records = new Map<string, ChallengeRecord>();
  const live = new Map<string, string>();
  const waiting = new WaitList();

  const isLive = (record: ChallengeRecord): boolean =>
    record.state === 'pending' || record.state === 'approved';

  const save = (record: ChallengeRecord): ChallengeRecord => {
    const before = records.get(record.ref);
    if (before === record) return record;
    records.set(record.ref, record);
    if (before?.version === record.version) return record;
    if (!isLive(record) && live.get(record.joinKey) === record.ref) live.delete(record.joinKey);
    waiting.wake(record.ref);
    return record;
  };

  const current = ({ owner, ref }: ChallengeKey): ChallengeRecord | undefined => {
    const record = records.get(ref);
    if (record === undefined || !sameDigest(record.owner, owner)) return undefined;
    return save(atTime(record, clock.now()));
  };

  /** Records stand in order of creation and live about equally long, so the oldest go first. */
  const sweep = (): void => {
    for (const [ref, record] of records) {
      if (clock.now() < record.until + TOMBSTONE_MS) return;
      save(atTime(record, clock.now()));
      records.delete(ref);
    }
  };

  const seen = (record: ChallengeRecord): Challenge => toChallenge(record, clock.now());
  const seenOrNot = (record: ChallengeRecord | undefined): Challenge | undefined =>
    record === undefined ? undefined : seen(record);

  return {
    shared: false,

    create: async (challenge) => {
      sweep();
      const liveRef = live.get(challenge.joinKey);
      const joined =
        liveRef === undefined ? undefined : current({ owner: challenge.owner, ref: liveRef });
      if (joined !== undefined && isLive(joined))
        return { created: false, challenge: seen(joined) };
      const record = save(newRecord(challenge, clock.now()));
      live.set(record.joinKey, record.ref);
      return { created: true, challenge: seen(record) };
    },

    read: async (key) => seenOrNot(current(key)),

    move: async (key, move) => {
      const record = current(key);
      const moved = record && afterMove(record, move, clock.now());
      if (moved !== undefined) save(moved);
      return { moved: moved !== undefined, challenge: seenOrNot(moved ?? record) };
    },

    tryCode: async (key, codeHash, maxTries) => {
      const record = current(key);
      if (record === undefined) return { matched: false, challenge: undefined };
      const after = save(afterCode(record, codeHash, maxTries, clock.now()));
      return { matched: after.codeOk, challenge: seen(after) };
    },

    renew: async (key, holder) => {
      const record = current(key);
      const renewed = record && afterRenewal(record, holder, clock.now());
      if (renewed !== undefined) save(renewed);
      return renewed !== undefined;
    },

    consume: async (key, claim) => {
      const record = current(key);
      if (record === undefined) return { consumed: false, challenge: undefined };
      const after = save(afterClaim(record, claim));
      const consumed = record.state === 'approved' && after.state === 'consumed';
      return { consumed, challenge: seen(after) };
    },

    changed: ({ ref }, version, signal) => {
      const isBehind = (records.get(ref)?.version ?? Infinity) > version;
      return isBehind ? Promise.resolve() : waiting.wait(ref, signal);
    },

    ping: async () => undefined,

    close: async () => waiting.wakeAll(),
  };
};
