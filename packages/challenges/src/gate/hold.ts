import { subjectOf } from '../events/gate-event.ts';
import type { Challenge } from '../stores/challenge.ts';
import { StoreError } from '../stores/guarded-store.ts';
import type { GateContext } from './gate-context.ts';
import type { GateRequest } from './gate-request.ts';

/** How a challenge stands after a request has waited for it. */
export interface Held {
  readonly challenge: Challenge;
  /** Whether the request had to wait at all: then it reports, and does not go through itself. */
  readonly waited: boolean;
  /** A newer wait took this one's place. */
  readonly madeRoom: boolean;
}

/** Holds a request until the challenge looks different to its browser, `holdMs` are over, or the browser has gone. */
export const hold = async (
  context: GateContext,
  request: GateRequest,
  challenge: Challenge,
  holdMs: number,
): Promise<Held> => {
  if (challenge.state !== 'pending') return { challenge, waited: false, madeRoom: false };
  const { clock } = context.settings;
  const begun = clock.now();
  const signals = request.signal ? [context.closing, request.signal] : [context.closing];
  const goesOn = (): boolean =>
    !signals.some(({ aborted }) => aborted) && clock.now() < begun + holdMs;
  let current = challenge;
  let madeRoom = false;
  context.events.emit({ ...subjectOf(challenge), type: 'wait-started' });
  while (looksSame(current, challenge) && !madeRoom && goesOn()) {
    const ms = Math.min(
      begun + holdMs - clock.now(),
      current.remainingMs + 1,
      current.leaseRemainingMs + 1,
    );
    madeRoom = (await context.waits.wait(current, ms, signals)) === 'made-room';
    current = await look(context, current);
  }
  const waitedMs = clock.now() - begun;
  context.events.emit({ ...subjectOf(challenge), type: 'wait-ended', waitedMs });
  return { challenge: current, waited: true, madeRoom };
};

const looksSame = (current: Challenge, before: Challenge): boolean =>
  current.state === 'pending' &&
  current.codeOk === before.codeOk &&
  // In a login a tap without the code must look like none.
  (current.purpose === 'login' || current.accepted === before.accepted);

const AWAY_MS = 500;

/**
 * While the store is away nothing is known to have changed: the wait goes on, and asks again in a moment. A store that came
 * back without the challenge has lost it.
 */
const look = async (context: GateContext, before: Challenge): Promise<Challenge> => {
  try {
    return (await context.settings.challenges.read(before)) ?? { ...before, state: 'failed' };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    await context.settings.clock.sleep(AWAY_MS, context.closing);
    return before;
  }
};
