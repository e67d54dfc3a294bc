import type { DisplayPair } from './description.ts';

/** Base of the stable, absolute problem types (RFC 9457 section 3.1.1). */
export const PROBLEM_BASE: string = 'https://bloksec.github.io/bloksec-js/problems/';

/** The last part of a problem's `type`. */
export type ProblemName =
  | 'approval-required'
  | 'approval-pending'
  | 'code-required'
  | 'code-mismatch'
  | 'approval-denied'
  | 'approval-expired'
  | 'approval-cancelled'
  | 'approval-failed'
  | 'login-failed'
  | 'login-name'
  | 'session-required'
  | 'binding-mismatch'
  | 'approval-consumed'
  | 'resource-changed'
  | 'challenge-not-found'
  | 'malformed-request'
  | 'csrf'
  | 'body-not-bindable'
  | 'digest-mismatch'
  | 'blocking-refused'
  | 'slow-down'
  | 'quota-exceeded'
  | 'provider-unavailable';

interface ProblemText {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

const again = 'Nothing was done. You can try again.';

/**
 * Every problem that the gate answers with. The texts are fixed: nothing from a request, a stack or BlokSec
 * gets into them (RFC 9457 section 5).
 */
export const PROBLEMS: Readonly<Record<ProblemName, ProblemText>> = {
  'approval-required': {
    status: 401,
    title: 'Approval required',
    detail: 'Approve this request on your phone, then send it again with its challenge.',
  },
  'approval-pending': {
    status: 401,
    title: 'Waiting for approval',
    detail: 'The request on the phone has not been answered yet.',
  },
  'code-required': {
    status: 401,
    title: 'Code required',
    detail: 'Send the code that the phone shows, with this challenge.',
  },
  'code-mismatch': {
    status: 403,
    title: 'Wrong code',
    detail: 'This is not the code that the phone shows.',
  },
  'approval-denied': {
    status: 403,
    title: 'Denied on the phone',
    detail: `The request was denied on the phone. ${again}`,
  },
  'approval-expired': {
    status: 401,
    title: 'Not answered in time',
    detail: `The request was not answered, or not used, in time. ${again}`,
  },
  'approval-cancelled': {
    status: 401,
    title: 'Cancelled',
    detail: 'The request was cancelled and nothing was done. Ignore it on your phone.',
  },
  'approval-failed': {
    status: 401,
    title: 'No answer from BlokSec',
    detail: `The approval service could not be reached, or the connection to it was lost. ${again}`,
  },
  'login-failed': {
    status: 401,
    title: 'Login failed',
    detail: 'The login was not approved. Check the account name and your phone, then try again.',
  },
  'login-name': {
    status: 400,
    title: 'No usable account name',
    detail:
      'Send the account name: 1 to 256 characters without control characters or spaces at its ends.',
  },
  'session-required': {
    status: 401,
    title: 'Log in first',
    detail: 'This needs a user who is logged in. Log in, then try again.',
  },
  'binding-mismatch': {
    status: 403,
    title: 'Not what was approved',
    detail:
      'This request differs from the one that was sent to the phone, so that approval is void. Nothing was done.',
  },
  'approval-consumed': {
    status: 409,
    title: 'Approval used already',
    detail:
      'This approval was used once already. It may have been done: look before you try again.',
  },
  'resource-changed': {
    status: 409,
    title: 'Changed since the approval',
    detail: `What was to be approved has changed meanwhile. ${again}`,
  },
  'challenge-not-found': {
    status: 404,
    title: 'No such challenge',
    detail: 'There is no such challenge for this browser. Start again without one.',
  },
  'malformed-request': {
    status: 400,
    title: 'Malformed request',
    detail:
      'BlokSec-Challenge is a quoted string with the optional parameters code and cancel, and the method is not overridden.',
  },
  csrf: {
    status: 403,
    title: 'Sent from another site',
    detail: 'This request did not come from a page of this site.',
  },
  'body-not-bindable': {
    status: 415,
    title: 'Body cannot be approved',
    detail:
      'A request that needs an approval takes a JSON or urlencoded body of at most 1 MiB that can be shown whole.',
  },
  'digest-mismatch': {
    status: 400,
    title: 'Damaged on the way',
    detail: 'The body is not the one that Content-Digest describes. Send it again.',
  },
  'blocking-refused': {
    status: 400,
    title: 'Would have to wait',
    detail:
      'Send "Prefer: respond-async": this server does not hold a request until it is approved.',
  },
  'slow-down': {
    status: 429,
    title: 'Asked too often',
    detail: 'This request is repeated too often. The approval goes on; wait, then repeat it.',
  },
  'quota-exceeded': {
    status: 429,
    title: 'Too many requests to the phone',
    detail: 'Too many approvals were asked for in a short time. Wait, then try again.',
  },
  'provider-unavailable': {
    status: 503,
    title: 'Not available now',
    detail: 'This server is being stopped or cannot reach BlokSec. Try again in a moment.',
  },
};

/** The challenge as the browser may see it. */
export interface ChallengeView {
  readonly id: string;
  readonly purpose: 'login' | 'step-up';
  readonly status: 'pending' | 'approved';
  /** Seconds until the challenge, or its approval, expires. Rounded up. */
  readonly expires_in: number;
  /** Least seconds between two repeats that do not wait. */
  readonly interval: number;
  /** There where a code must be typed. */
  readonly code?: { readonly from: 'phone'; readonly length: number };
  /** True once the right code has been sent. */
  readonly code_ok?: true;
}

/** RFC 9396 shape: what is asked for, as the phone shows it. */
export interface AuthorizationDetail {
  readonly type: 'bloksec-step-up';
  readonly title: string;
  readonly display: readonly DisplayPair[];
}

/** `application/problem+json` (RFC 9457) with the gate's extension members. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly challenge?: ChallengeView;
  readonly authorization_details?: readonly AuthorizationDetail[];
  readonly attempts_left?: number;
  /** Seconds to wait before the next repeat. */
  readonly interval?: number;
  /** RFC 6749 style, for a step-up: `authorization_pending`, `access_denied`, … */
  readonly error?: string;
}

/** The problem's document. */
export const problemDocument = (
  name: ProblemName,
  members: Omit<ProblemDocument, 'type' | 'title' | 'status' | 'detail'> = {},
): ProblemDocument => ({ type: `${PROBLEM_BASE}${name}`, ...PROBLEMS[name], ...members });
