import { digestsOf, type Intent } from '../intents/intent.ts';
import type { StartRefusalReason } from '../events/gate-event.ts';
import { challengeMembers } from './challenge-view.ts';
import { conclude, goesOn, isCodeMissing } from './conclude.ts';
import { type GateContext, refuse } from './gate-context.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { hold } from './hold.ts';
import { startChallenge, type StartRefusal } from './start.ts';

/** A request without a challenge: starts one, and answers with it or blocks until it is answered. */
export const handleFirst = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  respondAsync: boolean,
): Promise<GateOutcome> => {
  if (context.closing.aborted) {
    return refuseStart(context, request, intent, { reason: 'closing', retryAfterSeconds: 1 });
  }
  const started = await startChallenge(context, request, intent);
  if ('reason' in started) return refuseStart(context, request, intent, started);
  const { id, challenge, ask } = started;
  const { limits } = context.settings;
  const codeMissing = isCodeMissing(challenge);
  if (!respondAsync && !codeMissing) {
    ask();
    const held = await hold(context, request, challenge, limits.blockMs);
    return conclude(context, request, intent, id, held);
  }
  // Asked only once the answer is written: how long BlokSec takes must not tell whether it knows the account.
  setTimeout(ask, 0);
  return refuse(context, request, respondAsync ? 'approval-required' : 'code-required', {
    ...goesOn(request, intent, id, codeMissing),
    members: challengeMembers(id, challenge, intent, limits.codeLength),
  });
};

const isUnavailable = (reason: StartRefusalReason): boolean =>
  reason === 'calls' || reason === 'outage' || reason === 'closing';

const refuseStart = (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  { reason, retryAfterSeconds }: StartRefusal,
): GateOutcome => {
  const { account } = digestsOf(intent, context.settings.keyring.current);
  const { purpose } = intent;
  context.events.emit({ type: 'start-refused', purpose, account, reason, retryAfterSeconds });
  const problem = isUnavailable(reason) ? 'provider-unavailable' : 'quota-exceeded';
  return refuse(context, request, problem, { retryAfterSeconds });
};
