import {
  problemName,
  type AuthorizationDetail,
  type Challenge,
  type ChallengeProblem,
} from './problem.ts';

/** How an approval stands. A new object for every change; it never holds the challenge's id. */
export interface ApprovalState {
  /** `approved`: the request is on its way to the handler. */
  readonly status: 'pending' | 'approved';
  readonly purpose: 'login' | 'step-up';
  /** What is being approved, as the phone shows it. Empty for a login. */
  readonly details: readonly AuthorizationDetail[];
  /** Whether the code that the phone shows is asked for, and how it went. */
  readonly code: 'none' | 'wanted' | 'checking' | 'wrong' | 'right';
  /** Digits of the code. 0 where none is asked for. */
  readonly codeLength: number;
  /** Tries left after a wrong code. */
  readonly attemptsLeft: number | undefined;
  /** When it expires, in milliseconds of `performance.now()`. */
  readonly expiresAt: number;
  /** False while the server cannot be reached; the loop goes on by itself. */
  readonly connected: boolean;
  /** True once `cancel()` was called and not yet answered. */
  readonly cancelling: boolean;
}

const codeState = (
  problem: ChallengeProblem,
  { code, code_ok }: Challenge,
  before: ApprovalState | undefined,
): ApprovalState['code'] => {
  if (!code) return 'none';
  if (code_ok) return 'right';
  // A wrong code stays wrong until another one is sent, however often the server says "pending" meanwhile.
  return problemName(problem) === 'code-mismatch' || before?.code === 'wrong' ? 'wrong' : 'wanted';
};

/** The state after an answer of the gate. */
export const stateAfter = (
  problem: ChallengeProblem,
  challenge: Challenge,
  before: ApprovalState | undefined,
): ApprovalState => ({
  status: challenge.status === 'approved' ? 'approved' : 'pending',
  purpose: challenge.purpose,
  details: before?.details ?? problem.authorization_details ?? [],
  code: codeState(problem, challenge, before),
  codeLength: challenge.code?.length ?? 0,
  attemptsLeft: problem.attempts_left ?? before?.attemptsLeft,
  // Only an answer that carries the challenge tells the time.
  expiresAt:
    before && !problem.challenge
      ? before.expiresAt
      : performance.now() + challenge.expires_in * 1000,
  connected: true,
  cancelling: before?.cancelling ?? false,
});
