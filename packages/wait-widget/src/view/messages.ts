import type { ApprovalFailure } from '../loop/approval-error.ts';

/** A heading and one or two sentences: what happened, and the one best next step. */
export type MessageText = readonly [title: string, message: string];

/** Every word that the element says. */
export interface Messages {
  /** While the phone is asked for a login, where no code is wanted. */
  readonly login: MessageText;
  /** While the phone is asked for anything else. */
  readonly stepUp: MessageText;
  /** While the code is wanted; instead of the second part of `login` and `stepUp`. */
  readonly code: string;
  readonly codeLabel: string;
  readonly codeChecking: string;
  readonly codeRight: string;
  readonly codeWrong: (attemptsLeft: number | undefined) => string;
  /** While the server cannot be reached. */
  readonly offline: MessageText;
  readonly approved: MessageText;
  /** After "Try again", until the server has answered. */
  readonly sending: MessageText;
  readonly cancelling: MessageText;
  /** An enhanced form's answer that is no page, and says that all went well. */
  readonly done: MessageText;
  /** An enhanced form's answer that is no page, and says that it did not. */
  readonly notDone: MessageText;
  readonly failures: Readonly<Record<ApprovalFailure, MessageText>>;
  /** Instead of the second part of a failure, where the request may have been carried out. */
  readonly mayBeDone: string;
  readonly timeLeft: (seconds: number) => string;
  /** After 30 s. */
  readonly slow: string;
  readonly note: string;
  readonly cancel: string;
  readonly close: string;
  readonly tryAgain: string;
}

/** The words in English. */
export const english: Messages = {
  login: ['Approve on your phone', 'We sent a request to your phone. Approve it there to log in.'],
  stepUp: ['Approve on your phone', 'Compare your phone with this, then approve it there.'],
  code: 'Read the code on your phone, type it here, then approve.',
  codeLabel: 'Code from your phone',
  codeChecking: 'Checking the code…',
  codeRight: 'Code is right. Now approve on your phone.',
  codeWrong: (left) =>
    `That is not the code on your phone.${left ? ` ${left} ${left > 1 ? 'tries' : 'try'} left.` : ''}`,
  offline: [
    'No connection',
    'Your request still stands. This goes on as soon as the connection is back.',
  ],
  approved: ['Approved', 'One moment…'],
  sending: ['One moment…', ''],
  cancelling: ['Cancelling', 'One moment…'],
  done: ['Done', 'Your request went through.'],
  notDone: ['That did not work', 'The request was refused. Check what you entered.'],
  failures: {
    denied: ['Denied on the phone', 'Nothing was done. If that was a mistake, try again.'],
    expired: ['Time is up', 'Nothing was done. Take your phone and try again.'],
    cancelled: ['Cancelled', 'Nothing was done. Ignore the request on your phone.'],
    failed: ['No answer from BlokSec', 'Nothing was done. Try again in a moment.'],
    'login-failed': [
      'Not logged in',
      'It was not approved. Check the name and your phone, then try again.',
    ],
    'wrong-code': ['Too many wrong codes', 'Nothing was done. Try again to get a new code.'],
    mismatch: [
      'Not what was approved',
      'The request differs from the one on your phone. Nothing was done. Try again.',
    ],
    consumed: ['Used already', 'This approval was used before.'],
    changed: [
      'Changed meanwhile',
      'What you approved has changed since. Nothing was done. Check it, then try again.',
    ],
    'not-found': ['This request has ended', 'Nothing was done. Try again.'],
    limited: ['Too many requests', 'Wait a few minutes, then try again.'],
    unavailable: ['Not available now', 'Nothing was done. Try again in a moment.'],
    'logged-out': ['Logged out', 'Nothing was done. Log in, then try again.'],
    unreachable: ['No connection', 'Check your connection, then try again.'],
    refused: ['That did not work', 'The request was refused. Reload the page, then try again.'],
  },
  mayBeDone: 'It may have been done. Look before you try again.',
  timeLeft: (seconds) => `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')} left`,
  slow: 'Nothing on your phone? Open the BlokSec app and check that the phone is online. Or cancel, and use a browser you have used before.',
  note: 'Only approve if you started this.',
  cancel: 'Cancel',
  close: 'Close',
  tryAgain: 'Try again',
};
