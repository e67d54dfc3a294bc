import type { Challenge } from '../stores/challenge.ts';
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
  const { clock, challenges } = context.settings;
  const end = clock.now() + holdMs;
  const over = AbortSignal.any([context.closing, ...(request.signal ? [request.signal] : [])]);
  const before = challenge;
  let current = challenge;
  let madeRoom = false;
  const unchanged = (): boolean => current.state === 'pending' && current.codeOk === before.codeOk;
  while (unchanged() && !madeRoom && !over.aborted && clock.now() < end) {
    const ms = Math.min(end - clock.now(), current.remainingMs + 1);
    madeRoom = (await context.waits.wait(current, ms, over)) === 'made-room';
    current = (await challenges.read(current)) ?? current;
  }
  return { challenge: current, waited: before.state === 'pending', madeRoom };
};
