import type { ProblemName } from '../../gate/problems.ts';
import type { EventOf, StartRefusalReason } from '../gate-event.ts';
import { type LogEntry, named } from './log-entry.ts';

/** A login that failed, or a step-up that was not authorized. */
export const failed = (purpose: 'login' | 'step-up', account: string): string =>
  purpose === 'login' ? named('authn_login_fail', account) : named('authz_fail', account, purpose);

/** `outage` and `closing` have lines of their own: one, and not one a request. */
const startText: Readonly<Record<StartRefusalReason, string | undefined>> = {
  address: 'too many starts from its address',
  budget: 'too many requests to the phone since the last approval',
  pending: 'others wait for an answer on the phone already',
  calls: 'too many calls to BlokSec are in flight in this process',
  outage: undefined,
  closing: undefined,
};

export const startRefusal = (event: EventOf<'start-refused'>): LogEntry | undefined => {
  const { purpose, account, reason, retryAfterSeconds } = event;
  const text = startText[reason];
  return text === undefined
    ? undefined
    : {
        level: 'warn',
        event: named('excess_rate_limit_exceeded', account, reason),
        description: `A ${purpose} was not started: ${text}.`,
        purpose,
        retry_after_seconds: retryAfterSeconds,
      };
};

type ApprovalRefused = EventOf<'approval-refused'>;

/** What tells of abuse or of a mistake in the application. Denials and expiries were told when the call to BlokSec ended. */
const approvalRefusals: Partial<
  Record<ProblemName, (event: ApprovalRefused) => Pick<LogEntry, 'level' | 'event' | 'description'>>
> = {
  'approval-consumed': ({ account, challenge }) => ({
    level: 'warn',
    event: named('authn_token_reuse', account, challenge),
    description: 'An approval was presented again after it was used.',
  }),
  'binding-mismatch': ({ account, purpose }) => ({
    level: 'warn',
    event: named('authz_fail', account, purpose),
    description: 'A request differs from the one that was sent to the phone: its approval is void.',
  }),
  'challenge-not-found': ({ account }) => ({
    level: 'warn',
    event: named('sequence_fail', account),
    description:
      'A challenge was presented that this browser does not have: it is unknown, long over, or of another browser, user or session.',
  }),
  'session-required': ({ account }) => ({
    level: 'warn',
    event: named('session_use_after_expire', account),
    description: 'Whoever asked for the approval was no longer logged in when it was there.',
  }),
  'resource-changed': ({ account, purpose }) => ({
    level: 'info',
    event: named('authz_fail', account, purpose),
    description: 'What was to be approved has changed meanwhile: its approval is void.',
  }),
};

export const approvalRefusal = (event: ApprovalRefused): LogEntry | undefined => {
  const { purpose, challenge, problem } = event;
  const told = approvalRefusals[problem]?.(event);
  return told && { ...told, purpose, challenge };
};

/** Requests that no browser with our pages sends, and those that an application has to be changed for. */
const requestRefusals: Partial<
  Record<ProblemName, readonly [level: LogEntry['level'], event: string, description: string]>
> = {
  csrf: ['warn', 'malicious_cors', "A request came from another site's page."],
  'malformed-request': [
    'warn',
    'input_validation_fail:(BlokSec-Challenge)',
    'BlokSec-Challenge could not be read, or the method was overridden.',
  ],
  'digest-mismatch': [
    'warn',
    'input_validation_fail:(Content-Digest)',
    'The body is not the one that Content-Digest describes.',
  ],
  'body-not-bindable': [
    'warn',
    'input_validation_fail:(body)',
    'The body can not be bound or shown whole: neither JSON nor urlencoded, not parsed, too long, nested, or with a field that is named like a secret. A guard with describe can show what it is.',
  ],
  'login-name': ['info', 'input_validation_fail:(account)', 'No usable account name.'],
  'session-required': ['info', 'authz_fail', 'An approval was asked for without a login.'],
  'blocking-refused': [
    'info',
    'input_validation_fail:(Prefer)',
    'A request without "Prefer: respond-async", where blocking is off.',
  ],
};

export const requestRefusal = ({
  purpose,
  problem,
}: EventOf<'request-refused'>): LogEntry | undefined => {
  const [level, event, description] = requestRefusals[problem] ?? [];
  return level === undefined || event === undefined || description === undefined
    ? undefined
    : { level, event, description, purpose };
};
