import { type PresentedChallenge, readPreference } from '../http/protocol-fields.ts';
import type { Intent } from '../intents/intent.ts';
import { LIMITS } from '../limits.ts';
import type { AnswerParts } from './answer.ts';
import { conclude, goesOn } from './conclude.ts';
import { continueChallenge } from './continue.ts';
import { type GateContext, refuse } from './gate-context.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { hold } from './hold.ts';

/** A request that presents a challenge: applies code or cancel, waits as long as it may, and concludes. */
export const handleRepeat = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  presented: PresentedChallenge,
): Promise<GateOutcome> => {
  const continued = await continueChallenge(context, intent, presented);
  if ('problem' in continued) {
    const { problem, attemptsLeft } = continued;
    return refuse(context, request, problem, {
      ...(attemptsLeft && triesLeft(goesOn(request, intent, presented.id, true), attemptsLeft)),
      members: attemptsLeft === undefined ? {} : { attempts_left: attemptsLeft },
    });
  }
  const { respondAsync, waitSeconds } = readPreference(request.headers);
  const holdMs = respondAsync ? Math.min(waitSeconds * 1000, LIMITS.maxHoldMs) : LIMITS.maxBlockMs;
  const held = await hold(context, request, continued.challenge, holdMs);
  return conclude(context, request, intent, presented.id, held);
};

/** The same, saying first that the code was wrong. */
const triesLeft = (parts: AnswerParts, attemptsLeft: number): AnswerParts => ({
  ...parts,
  page: parts.page && {
    ...parts.page,
    title: 'Wrong code',
    message: `This is not the code that the phone shows. ${attemptsLeft === 1 ? 'One try is' : `${attemptsLeft} tries are`} left.`,
  },
});
