import { subjectOf } from '../events/gate-event.ts';
import { type PresentedChallenge, readPreference } from '../http/protocol-fields.ts';
import type { Intent } from '../intents/intent.ts';
import { sha256 } from '../keys/keyring.ts';
import type { AnswerParts } from './answer.ts';
import { conclude, goesOn, isCodeMissing } from './conclude.ts';
import { continueChallenge } from './continue.ts';
import { type GateContext, refuse } from './gate-context.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { hold } from './hold.ts';
import { passWith } from './pass.ts';
import { refuseApproval } from './refuse-approval.ts';

/** A request that presents a challenge: goes through, applies code or cancel, or waits as long as it may. */
export const handleRepeat = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  presented: PresentedChallenge,
): Promise<GateOutcome> => {
  const continued = await continueChallenge(context, intent, presented);
  if ('problem' in continued) {
    const { problem, attemptsLeft } = continued;
    if (attemptsLeft !== undefined) {
      return refuse(context, request, problem, {
        ...triesLeft(goesOn(request, intent, presented.id, true), attemptsLeft),
        members: { attempts_left: attemptsLeft },
      });
    }
    // What was asked for is no refusal.
    return problem === 'approval-cancelled'
      ? refuse(context, request, problem)
      : refuseApproval(context, request, intent, sha256(presented.id), problem);
  }
  const { challenge, consumed } = continued;
  if (consumed) return passWith(context, request, intent, challenge);
  if (challenge.state === 'pending') {
    const retryAfterSeconds = await context.clients.poll(challenge.owner);
    if (retryAfterSeconds > 0) {
      context.events.emit({ ...subjectOf(challenge), type: 'polls-limited', retryAfterSeconds });
      return refuse(context, request, 'slow-down', {
        ...goesOn(request, intent, presented.id, isCodeMissing(challenge)),
        retryAfterSeconds,
        members: { interval: retryAfterSeconds },
      });
    }
  }
  const { limits } = context.settings;
  const { respondAsync, waitSeconds } = readPreference(request.headers);
  const holdMs = respondAsync ? Math.min(waitSeconds * 1000, limits.holdMs) : limits.blockMs;
  const held = await hold(context, request, challenge, holdMs);
  return conclude(context, request, intent, presented.id, held);
};

/** The page of a wrong code; with no try left it says so and ends. */
const triesLeft = (parts: AnswerParts, attemptsLeft: number): AnswerParts =>
  attemptsLeft === 0
    ? {}
    : {
        ...parts,
        page: parts.page && {
          ...parts.page,
          title: 'Wrong code',
          message: `This is not the code that the phone shows. ${attemptsLeft === 1 ? 'One try is' : `${attemptsLeft} tries are`} left.`,
        },
      };
