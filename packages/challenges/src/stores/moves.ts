import { sameDigest } from '../keys/keyring.ts';
import type { Challenge, NewChallenge } from './challenge.ts';
import type { ApprovalClaim, ChallengeMove } from './challenge-store.ts';

/** What is stored: a challenge without the two values that depend on when it is read. */
export type ChallengeRecord = Omit<Challenge, 'remainingMs' | 'pendingRemainingMs'> & {
  readonly pendingUntil: number;
};

export const newRecord = (challenge: NewChallenge, now: number): ChallengeRecord => ({
  ...challenge,
  state: 'pending',
  accepted: false,
  codeOk: false,
  codeFailures: 0,
  requestId: undefined,
  failure: undefined,
  approvedAt: undefined,
  until: now + challenge.pendingMs,
  pendingUntil: now + challenge.pendingMs,
  version: 1,
});

export const toChallenge = (record: ChallengeRecord, now: number): Challenge => {
  const { pendingUntil, ...challenge } = record;
  return {
    ...challenge,
    remainingMs: Math.max(0, record.until - now),
    pendingRemainingMs: Math.max(0, pendingUntil - now),
  };
};

type Change = Partial<Omit<ChallengeRecord, 'ref' | 'version'>>;

const changed = (record: ChallengeRecord, change: Change): ChallengeRecord => ({
  ...record,
  ...change,
  version: record.version + 1,
});

/** Time moves too: what is pending or approved past its limit has expired, whenever it is looked at. */
export const atTime = (record: ChallengeRecord, now: number): ChallengeRecord =>
  (record.state === 'pending' || record.state === 'approved') && now >= record.until
    ? changed(record, { state: 'expired' })
    : record;

/** Accepted on the phone and, where wanted, the right code typed: only both make it approved. */
const approvedIfComplete = (record: ChallengeRecord, now: number): ChallengeRecord =>
  record.state === 'pending' && record.accepted && (record.codeHash === undefined || record.codeOk)
    ? { ...record, state: 'approved', approvedAt: now, until: now + record.approvedMs }
    : record;

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
  switch (move.to) {
    case 'accepted':
      if (record.accepted) return undefined;
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

/**
 * The record after a code was sent; unchanged where none is awaited. Codes are counted after a refusal, too: who may
 * not learn of the refusal must not learn of it by a code that is no longer counted.
 */
export const afterCode = (
  record: ChallengeRecord,
  codeHash: string,
  maxTries: number,
  now: number,
): ChallengeRecord => {
  const { codeHash: expected, codeOk, state } = record;
  if (expected === undefined || codeOk || record.codeFailures >= maxTries) return record;
  if (sameDigest(expected, codeHash)) {
    return approvedIfComplete(changed(record, { codeOk: true }), now);
  }
  const codeFailures = record.codeFailures + 1;
  return codeFailures < maxTries || state !== 'pending'
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
