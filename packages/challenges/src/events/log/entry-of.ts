import type { GateLimits } from '../../limits/gate-limits.ts';
import type { EventOf, GateEvent } from '../gate-event.ts';
import { callEntry, withheldEntry } from './call-entries.ts';
import { type LogEntry, named } from './log-entry.ts';
import { approvalRefusal, failed, requestRefusal, startRefusal } from './refusal-entries.ts';

type Entry<Type extends GateEvent['type']> = (
  event: EventOf<Type>,
  limits: GateLimits,
) => LogEntry | undefined;

/** Everyday steps, of which only metrics and `onEvent` tell. */
const noLine = (): undefined => undefined;

/** `authn_login_success` is the vocabulary's. It has no name for an authorization that was given, so `authz_success` is ours. */
const approvalUsed: Entry<'approval-used'> = ({ purpose, challenge, account, method }) => ({
  level: 'info',
  event:
    purpose === 'login'
      ? named('authn_login_success', account)
      : named('authz_success', account, purpose),
  description: `The ${purpose} was approved on the phone${method === 'push' ? '' : ', with its code'}, and goes through.`,
  purpose,
  challenge,
});

const codeRefused: Entry<'code-refused'> = (event, limits) => {
  const { purpose, challenge, account, attemptsLeft, locked } = event;
  const about = { level: 'warn', purpose, challenge } as const;
  return attemptsLeft === 0
    ? {
        ...about,
        event: named('authn_login_fail_max', account, limits.codeTries),
        description: 'Wrong code, and no try is left: the challenge has failed.',
      }
    : {
        ...about,
        event: failed(purpose, account),
        description: `${locked ? 'A code that was not looked at, after too many wrong ones' : 'Wrong code'}. Tries left: ${attemptsLeft}.`,
      };
};

const codesLocked: Entry<'codes-locked'> = ({ purpose, challenge, account, seconds }, limits) => ({
  level: 'warn',
  event: named('authn_login_lock', account, 'maxretries'),
  description: `${limits.accountCodeTries.points} wrong codes in a row of one account. For up to ${seconds} s none of it counts, and no login from a browser that is not known reaches its phone.`,
  purpose,
  challenge,
});

const pollsLimited: Entry<'polls-limited'> = (event, limits) => ({
  level: 'warn',
  event: named('excess_rate_limit_exceeded', event.account, limits.polls.points),
  description: `A browser repeats its request more than ${limits.polls.points} times in ${limits.polls.seconds} s.`,
  purpose: event.purpose,
  challenge: event.challenge,
  retry_after_seconds: event.retryAfterSeconds,
});

const breakerOpened: Entry<'breaker-opened'> = ({ seconds }, limits) => ({
  level: 'error',
  event: named('sys_dependency_fail', 'bloksec', 'breaker-opened'),
  description: `BlokSec has failed ${limits.breaker.failures} times in a row or more. For ${seconds} s it is not asked, and logins and step-ups are refused.`,
  retry_after_seconds: seconds,
});

const breakerClosed: Entry<'breaker-closed'> = () => ({
  level: 'info',
  event: named('sys_dependency_restored', 'bloksec'),
  description: 'BlokSec answers again.',
});

const storeFailed: Entry<'store-failed'> = ({ store, reason }) => ({
  level: 'error',
  event: named('sys_dependency_fail', 'store', store),
  description: `The store of ${store} failed (${reason}). Nothing is approved while it is away, and requests are answered 503. Told at most once a second.`,
});

const notificationFailed: Entry<'notification-failed'> = ({ notice, reason }) => ({
  level: 'error',
  event: named('sys_dependency_fail', 'notify-user', notice),
  description: `notifyUser threw (${reason}), so a user was not told of ${notice}.`,
});

/** One for each event, so that a new one can not be forgotten. */
const entries: { readonly [Type in GateEvent['type']]: Entry<Type> } = {
  'challenge-started': noLine,
  'start-refused': startRefusal,
  'push-sent': noLine,
  'push-withheld': withheldEntry,
  'push-ended': callEntry,
  'code-accepted': noLine,
  'code-refused': codeRefused,
  'codes-locked': codesLocked,
  'approval-used': approvalUsed,
  'approval-refused': approvalRefusal,
  'challenge-cancelled': noLine,
  'request-refused': requestRefusal,
  'polls-limited': pollsLimited,
  'wait-started': noLine,
  'wait-ended': noLine,
  'breaker-opened': breakerOpened,
  'breaker-closed': breakerClosed,
  'store-failed': storeFailed,
  'notification-failed': notificationFailed,
};

/** What is to be logged of an event, or undefined where nothing is. */
export const entryOf = (event: GateEvent, limits: GateLimits): LogEntry | undefined =>
  (entries[event.type] as Entry<GateEvent['type']>)(event as never, limits);
