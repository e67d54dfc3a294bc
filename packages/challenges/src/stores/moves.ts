import { sameDigest } from '../keys/keyring.ts';
import type { Challenge, NewChallenge } from './challenge.ts';
import type { ApprovalClaim, ChallengeMove } from './challenge-store.ts';

/** What is stored: a challenge without the values that depend on when it is read. */
export type ChallengeRecord = Omit<Challenge, 'remainingMs' | 'leaseRemainingMs'>;

/** An ended challenge is remembered this long, so that a replay is told "used already" and not "unknown". */
export const TOMBSTONE_MS: number = 10 * 60_000;

export const newRecord = (challenge: NewChallenge, now: number): ChallengeRecord => ({
  ...challenge,
  state: 'pending',
  accepted: false,
  refused: false,
  codeOk: false,
  codeFailures: 0,
  requestId: undefined,
  failure: undefined,
  approvedAt: undefined,
  until: now + challenge.pendingMs,
  leaseUntil: now + challenge.leaseMs,
  version: 1,
});

export const toChallenge = (record: ChallengeRecord, now: number): Challenge => ({
  ...record,
  remainingMs: Math.max(0, record.until - now),
  leaseRemainingMs: Math.max(0, record.leaseUntil - now),
});

type Change = Partial<Omit<ChallengeRecord, 'ref' | 'version'>>;

const changed = (record: ChallengeRecord, change: Change): ChallengeRecord => ({
  ...record,
  ...change,
  version: record.version + 1,
});

/**
 * Time moves too: what is pending or approved past its limit has expired, and what is pending without a lease has failed,
 * whenever it is looked at.
 */
export const atTime = (record: ChallengeRecord, now: number): ChallengeRecord => {
  const { state, until, leaseUntil } = record;
  if (state === 'pending' && now >= leaseUntil && leaseUntil < until) {
    return changed(record, { state: 'failed', failure: 'lease' });
  }
  return (state === 'pending' || state === 'approved') && now >= until
    ? changed(record, { state: 'expired' })
    : record;
};

/** The record with its lease renewed, or undefined where it has none to renew. Nobody waits for that, so the version stays. */
export const afterRenewal = (
  record: ChallengeRecord,
  holder: string,
  now: number,
): ChallengeRecord | undefined =>
  record.state === 'pending' && record.holder === holder
    ? { ...record, leaseUntil: now + record.leaseMs }
    : undefined;

/** Accepted on the phone and, where wanted, the right code typed: only both make it approved. */
const approvedIfComplete = (record: ChallengeRecord, now: number): ChallengeRecord =>
  record.state === 'pending' && record.accepted && (record.codeHash === undefined || record.codeOk)
    ? { ...record, state: 'approved', approvedAt: now, until: now + record.approvedMs }
    : record;

/** Refusals that depend on the account. A cancel or a shutdown does not. */
const isRefusal = (move: ChallengeMove): boolean =>
  move.to === 'denied' ||
  move.to === 'expired' ||
  (move.to === 'failed' && move.failure === 'provider');

/** The record after the move, or undefined where the state does not allow it. */
export const afterMove = (
  record: ChallengeRecord,
  move: ChallengeMove,
  now: number,
): ChallengeRecord | undefined => {
  if (move.to === 'void' && record.state === 'approved') {
    return changed(record, { state: 'void', failure: move.failure });
  }
  if (record.state !== 'pending') return undefined;
  if ('holder' in move && move.holder !== record.holder) return undefined;
  // Still pending, and so in every other move like one that nobody answers: a browser that is not known must not be able
  // to tell the two apart (OWASP ASVS 5.0 6.3.8).
  if (isRefusal(move) && !record.revealed) {
    return record.refused ? undefined : changed(record, { refused: true });
  }
  switch (move.to) {
    case 'accepted':
      if (record.accepted || record.refused) return undefined;
      return approvedIfComplete(
        changed(record, { accepted: true, requestId: move.requestId }),
        now,
      );
    case 'failed':
    case 'void':
      return changed(record, { state: 'failed', failure: move.failure });
    default:
      return changed(record, { state: move.to });
  }
};

/** The record after a code was sent; unchanged where none is awaited. */
export const afterCode = (
  record: ChallengeRecord,
  codeHash: string,
  maxTries: number,
  now: number,
): ChallengeRecord => {
  if (record.state !== 'pending' || record.codeHash === undefined || record.codeOk) return record;
  if (sameDigest(record.codeHash, codeHash)) {
    return approvedIfComplete(changed(record, { codeOk: true }), now);
  }
  const codeFailures = record.codeFailures + 1;
  return codeFailures < maxTries
    ? changed(record, { codeFailures })
    : changed(record, { codeFailures, state: 'failed', failure: 'code-tries' });
};

/** The record after a claim on its approval; unchanged where there is none to claim. */
export const afterClaim = (record: ChallengeRecord, claim: ApprovalClaim): ChallengeRecord => {
  if (record.state !== 'approved') return record;
  if (!sameDigest(record.binding, claim.binding)) {
    return changed(record, { state: 'void', failure: 'binding' });
  }
  if (!sameDigest(record.details, claim.details)) {
    return changed(record, { state: 'void', failure: 'details' });
  }
  return changed(record, { state: 'consumed' });
};
