import { type BlokSecErrorCode, isBlokSecError } from '@bloksec/client';
import type { DisplayPair } from '../gate/description.ts';
import type { GateSettings } from '../gate/gate-settings.ts';
import type { EventStream } from '../events/event-stream.ts';
import { type EventOf, subjectOf } from '../events/gate-event.ts';
import { MAX_CALL_MS, PROVIDER_GRACE_MS } from '../limits/gate-limits.ts';
import type { Challenge } from '../stores/challenge.ts';
import type { HolderMove } from '../stores/challenge-store.ts';
import type { Breaker } from './breaker.ts';

/** One request to the phone. */
export interface PhoneRequest {
  readonly challenge: Challenge;
  readonly accountName: string;
  readonly summary: string;
  readonly details: readonly DisplayPair[];
}

/** How a call ended. */
export type CallOutcome = Pick<EventOf<'push-ended'>, 'outcome' | 'error' | 'message'>;

/** The calls to BlokSec that wait for a person, in the background. */
export interface OutstandingCalls {
  readonly size: number;
  /** Asks, and moves the challenge when the answer is there. Never rejects. */
  ask(request: PhoneRequest): Promise<CallOutcome>;
  /** Gives a call up, where this process holds it. Whether the phone's prompt goes away is not known (assumed not). */
  giveUp(ref: string): void;
  /** Gives up all, and waits until they have ended. */
  close(): Promise<void>;
}

/** The title of a step-up. A login has none: phones tell the two apart by it (assumed). */
const STEP_UP_PROMPT = 'Confirm';

/**
 * What tells that BlokSec itself is not well. A refusal, or an answer that nobody knows, may be about one account only: whoever
 * repeats that one must not be able to close the way for all.
 */
const OUTAGES: ReadonlySet<string> = new Set<BlokSecErrorCode>([
  'connection-failed',
  'service-unavailable',
  'rate-limited',
]);

export const createOutstandingCalls = (
  settings: GateSettings,
  holder: string,
  breaker: Breaker,
  events: EventStream,
): OutstandingCalls => {
  const { client, challenges, clock } = settings;
  const calls = new Map<
    string,
    { readonly abort: AbortController; readonly done: Promise<unknown> }
  >();
  let closed = false;

  const answerOf = async (request: PhoneRequest, signal: AbortSignal): Promise<HolderMove> => {
    const { accountName, summary, details, challenge } = request;
    const ms = Math.ceil(challenge.remainingMs) + PROVIDER_GRACE_MS;
    const options = { signal, approvalTimeoutMs: Math.min(ms, MAX_CALL_MS) };
    const text = { accountName, summary, details };
    const answer =
      challenge.purpose === 'login'
        ? await client.authenticate(text, options)
        : await client.authorize({ ...text, prompt: STEP_UP_PROMPT }, options);
    switch (answer.status) {
      case 'accepted':
        return { to: 'accepted', requestId: answer.requestId, holder };
      case 'rejected':
        return { to: 'denied', holder };
      case 'expired':
        return { to: 'expired', holder };
    }
  };

  /** Only the client's own errors hold no secret: of any other not even the message is told. */
  const failure = (error: unknown): CallOutcome => {
    if (!isBlokSecError(error)) return { outcome: 'failed', error: 'unexpected' };
    const { code, message } = error;
    if (OUTAGES.has(code)) breaker.failed();
    else if (code === 'account-not-found') breaker.succeeded();
    return { outcome: 'failed', error: code, message };
  };

  const run = async (request: PhoneRequest, abort: AbortController): Promise<CallOutcome> => {
    const { challenge } = request;
    let move: HolderMove = { to: 'failed', failure: 'provider', holder };
    let ended: CallOutcome;
    try {
      const answered = await answerOf(request, abort.signal);
      ended = { outcome: answered.to };
      move = answered;
      breaker.succeeded();
    } catch (error) {
      ended = abort.signal.aborted ? { outcome: 'given-up' } : failure(error);
    }
    // Whoever gave it up has moved the challenge already, or will.
    if (ended.outcome !== 'given-up') await challenges.move(challenge, move);
    return ended;
  };

  return {
    get size() {
      return calls.size;
    },
    ask: async (request) => {
      if (closed) return { outcome: 'given-up' };
      const { challenge } = request;
      const abort = new AbortController();
      const begun = clock.now();
      events.emit({ ...subjectOf(challenge), type: 'push-sent' });
      const done = run(request, abort)
        // The answer can't be recorded, so it does not count. The store's failure is told by whoever guards the store.
        .catch((): CallOutcome => ({ outcome: 'failed', error: 'not-recorded' }))
        .then((ended) => {
          calls.delete(challenge.ref);
          const waitedMs = clock.now() - begun;
          events.emit({ ...subjectOf(challenge), type: 'push-ended', ...ended, waitedMs });
          return ended;
        });
      calls.set(challenge.ref, { abort, done });
      return done;
    },
    giveUp: (ref) => calls.get(ref)?.abort.abort(),
    close: async () => {
      closed = true;
      const outstanding = [...calls.values()];
      for (const { abort } of outstanding) abort.abort();
      await Promise.all(outstanding.map(({ done }) => done));
    },
  };
};
