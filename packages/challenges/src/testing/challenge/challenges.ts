import { deepEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Challenge, ChallengeKey, NewChallenge } from '../../stores/challenge.ts';
import type { ApprovalClaim, ChallengeMove } from '../../stores/challenge-store.ts';

/** A challenge that nothing ends for a minute, and that no other test has. */
export const newChallenge = (more: Partial<NewChallenge> = {}): NewChallenge => ({
  owner: randomUUID(),
  ref: randomUUID(),
  purpose: 'step-up',
  keyId: 'key id',
  joinKey: randomUUID(),
  account: 'account',
  binding: 'binding',
  details: 'details',
  sealed: 'sealed',
  revealed: true,
  codeHash: undefined,
  holder: 'holder',
  leaseMs: 60_000,
  pendingMs: 60_000,
  approvedMs: 30_000,
  ...more,
});

export const keyOf = ({ owner, ref }: NewChallenge): ChallengeKey => ({ owner, ref });

export const claim: ApprovalClaim = { binding: 'binding', details: 'details' };

export const accepted: ChallengeMove = {
  to: 'accepted',
  holder: 'holder',
  requestId: '622b95833bab53f6bba946d0',
};

export const denied: ChallengeMove = { to: 'denied', holder: 'holder' };

/** Asserts how a challenge stands, as far as it is said. */
export function stands(
  challenge: Challenge | undefined,
  expected: Partial<Challenge>,
): asserts challenge is Challenge {
  const values = Object.entries(challenge ?? {}).filter(([name]) => name in expected);
  deepEqual(Object.fromEntries(values), expected);
}
