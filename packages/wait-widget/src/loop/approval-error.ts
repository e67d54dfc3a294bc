import { problemName, type ChallengeProblem, type Problem } from './problem.ts';

/**
 * Why a request did not go through.
 *
 * - `denied`: denied on the phone
 * - `expired`: not answered, or not used, in time
 * - `cancelled`: cancelled in this page or in another one
 * - `failed`: the application lost its connection to BlokSec
 * - `login-failed`: the login was not approved; the server says no more on purpose
 * - `wrong-code`: too many wrong codes
 * - `mismatch`: the request differs from the one that was sent to the phone
 * - `consumed`: the approval was used already, so the request may have been carried out
 * - `changed`: what was to be approved has changed meanwhile
 * - `not-found`: the server does not know this approval, or not for this browser
 * - `limited`: too many approvals were asked for
 * - `unavailable`: the application takes no approvals now
 * - `logged-out`: nobody is logged in any more
 * - `unreachable`: no connection to the application
 * - `refused`: any other refusal; `problem` says which
 */
export type ApprovalFailure =
  | 'denied'
  | 'expired'
  | 'cancelled'
  | 'failed'
  | 'login-failed'
  | 'wrong-code'
  | 'mismatch'
  | 'consumed'
  | 'changed'
  | 'not-found'
  | 'limited'
  | 'unavailable'
  | 'logged-out'
  | 'unreachable'
  | 'refused';

const REASONS: Record<string, ApprovalFailure> = {
  'approval-denied': 'denied',
  'approval-expired': 'expired',
  'approval-cancelled': 'cancelled',
  'approval-failed': 'failed',
  'login-failed': 'login-failed',
  'code-mismatch': 'wrong-code',
  'binding-mismatch': 'mismatch',
  'approval-consumed': 'consumed',
  'resource-changed': 'changed',
  'challenge-not-found': 'not-found',
  'quota-exceeded': 'limited',
  'provider-unavailable': 'unavailable',
  'session-required': 'logged-out',
};

/** The request did not go through. Holds neither the challenge's id nor a code. */
export class ApprovalError extends Error {
  override readonly name = 'ApprovalError';
  /** Why. Fit for a `switch`. */
  readonly reason: ApprovalFailure;
  /** What the server answered; undefined where there was no answer. */
  readonly problem: Problem | undefined;
  /**
   * True where the request may have been carried out all the same: its approval was used already, or the connection
   * was lost after it had been sent. Say so, and never send it again by itself.
   */
  readonly mayBeDone: boolean;

  /**
   * @param problem what the server answered; without it the error is `unreachable`
   * @param lost whether a request got no answer before
   */
  constructor(problem?: ChallengeProblem, lost = false) {
    super(
      problem
        ? [problem.title ?? problemName(problem), problem.detail].filter(Boolean).join('. ')
        : 'The server cannot be reached.',
    );
    this.reason = problem ? (REASONS[problemName(problem)] ?? 'refused') : 'unreachable';
    if (problem) {
      const { challenge: _, ...rest } = problem;
      this.problem = rest;
    }
    this.mayBeDone =
      this.reason === 'consumed' ||
      (lost && (this.reason === 'unreachable' || this.reason === 'not-found'));
  }
}
