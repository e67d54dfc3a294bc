import type { EventOf, WithheldReason } from '../gate-event.ts';
import { type LogEntry, named } from './log-entry.ts';
import { failed } from './refusal-entries.ts';

const withheldText: Readonly<Record<WithheldReason, string>> = {
  budget: 'budget of requests to it used up since the last approval',
  pending: 'others wait for an answer there already',
  'cool-down': 'cool-down after one was denied or not answered',
  'code-failures': 'too many wrong codes',
};

/** The browser sees a challenge like any other: only here can one read why no phone rings. */
export const withheldEntry = (event: EventOf<'push-withheld'>): LogEntry => ({
  level: 'warn',
  event: named('excess_rate_limit_exceeded', event.account, event.reason),
  description: `Nothing was sent to the phone: ${withheldText[event.reason]}, ${event.retryAfterSeconds} s left.`,
  purpose: event.purpose,
  challenge: event.challenge,
  retry_after_seconds: event.retryAfterSeconds,
});

/** How a call to BlokSec ended; of an approval the line comes when it is used. */
export const callEntry = (event: EventOf<'push-ended'>): LogEntry | undefined => {
  const { outcome, error, purpose, challenge, account, waitedMs } = event;
  if (outcome === 'accepted' || outcome === 'given-up') return undefined;
  const about = { purpose, challenge, waited_seconds: Math.round(waitedMs) / 1000 };
  const refusal = refusalText(event);
  return refusal === undefined
    ? {
        level: 'error',
        event: named('sys_dependency_fail', 'bloksec', error ?? 'unexpected'),
        description: failureText(event),
        ...about,
      }
    : { level: 'warn', event: failed(purpose, account), description: refusal, ...about };
};

const refusalText = ({ outcome, error }: EventOf<'push-ended'>): string | undefined => {
  if (outcome === 'denied') return 'The request was denied on the phone.';
  if (outcome === 'expired' || error === 'timeout') return 'Nobody answered on the phone in time.';
  return error === 'account-not-found' ? 'BlokSec knows no such account.' : undefined;
};

const failureText = ({ error, message }: EventOf<'push-ended'>): string => {
  if (error === 'not-recorded')
    return "BlokSec's answer could not be recorded, so it does not count.";
  return `An approval could not be asked for. ${message ?? 'The client threw no BlokSecError.'}`;
};
