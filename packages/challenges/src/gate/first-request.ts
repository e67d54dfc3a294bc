import type { Intent } from '../intents/intent.ts';
import { LIMITS } from '../limits.ts';
import { challengeMembers } from './challenge-view.ts';
import { conclude, goesOn } from './conclude.ts';
import { type GateContext, refuse } from './gate-context.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { hold } from './hold.ts';
import { startChallenge } from './start.ts';

/** A request without a challenge: starts one, and answers with it or blocks until it is answered. */
export const handleFirst = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  respondAsync: boolean,
): Promise<GateOutcome> => {
  const started = await startChallenge(context, intent);
  if ('retryAfterSeconds' in started) {
    return refuse(context, request, 'quota-exceeded', started);
  }
  const { id, challenge, ask } = started;
  const codeMissing = challenge.codeHash !== undefined && !challenge.codeOk;
  if (!respondAsync && !codeMissing) {
    ask();
    const held = await hold(context, request, challenge, LIMITS.maxBlockMs);
    return conclude(context, request, intent, id, held);
  }
  // Asked only once the answer is written: how long BlokSec takes must not tell whether it knows the account.
  setTimeout(ask, 0);
  return refuse(context, request, respondAsync ? 'approval-required' : 'code-required', {
    ...goesOn(request, intent, id, codeMissing),
    members: challengeMembers(id, challenge, intent),
  });
};
