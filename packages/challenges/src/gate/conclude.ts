import { FORM_FIELDS, readPreference, withoutFormFields } from '../http/protocol-fields.ts';
import type { Intent } from '../intents/intent.ts';
import { digestsOf } from '../intents/intent.ts';
import { sameDigest } from '../keys/keyring.ts';
import type { AnswerParts } from './answer.ts';
import { challengeMembers, endOf } from './challenge-view.ts';
import type { DisplayPair } from './description.ts';
import { type GateContext, refuse } from './gate-context.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import type { Held } from './hold.ts';
import { refreshedIntentOf } from './intent-of.ts';
import type { Challenge } from '../stores/challenge.ts';
import { useUp } from './pass.ts';
import { refuseApproval } from './refuse-approval.ts';

/** Seconds until a wait that made room for a newer one may come back. */
const MADE_ROOM_SECONDS = 5;

/** Seconds until a request that this instance no longer holds may come back, to another one. */
const CLOSING_SECONDS = 1;

/** Tells how a challenge stands, or lets the request through. Waiting and doing are different requests, but for a blocking one. */
export const conclude = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  id: string,
  held: Held,
): Promise<GateOutcome> => {
  const { challenge, waited } = held;
  const members = challengeMembers(id, challenge, intent, context.settings.limits.codeLength);
  if (challenge.state === 'pending') {
    const codeMissing = challenge.accepted && !challenge.codeOk && intent.purpose === 'step-up';
    return refuse(context, request, codeMissing ? 'code-required' : 'approval-pending', {
      ...goesOn(request, intent, id, isCodeMissing(challenge)),
      members,
      retryAfterSeconds: comeBackSeconds(context, held),
    });
  }
  if (challenge.state !== 'approved') {
    return refuseApproval(context, request, intent, challenge.ref, endOf(challenge));
  }
  if (!waited) return useUp(context, request, intent, challenge);
  if (readPreference(request.headers).respondAsync) {
    return refuse(context, request, 'approval-pending', {
      members,
      retryAfterSeconds: 0,
      goesOn: true,
    });
  }
  return goThroughAfterWait(context, request, intent, challenge);
};

export const isCodeMissing = ({ codeHash, codeOk }: Challenge): boolean =>
  codeHash !== undefined && !codeOk;

const comeBackSeconds = (context: GateContext, held: Held): number | undefined => {
  if (context.closing.aborted) return CLOSING_SECONDS;
  return held.madeRoom ? MADE_ROOM_SECONDS : undefined;
};

/** A blocking request goes through itself, so user and session are looked at again: whoever logged out meanwhile must not. */
const goThroughAfterWait = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  challenge: Challenge,
): Promise<GateOutcome> => {
  const now = await refreshedIntentOf(context, request, intent);
  const keys = context.settings.keyring.byId(challenge.keyId);
  const problem =
    'problem' in now
      ? now.problem
      : keys === undefined || !sameDigest(digestsOf(now, keys).owner, challenge.owner)
        ? 'session-required'
        : undefined;
  return 'problem' in now || problem !== undefined
    ? refuseApproval(context, request, intent, challenge.ref, problem ?? 'session-required')
    : useUp(context, request, now, challenge);
};

/** What an answer needs whose attempt goes on: for a form without script, a page with a form. */
export const goesOn = (
  request: GateRequest,
  intent: Intent,
  id: string,
  codeMissing: boolean,
): AnswerParts => ({
  goesOn: true,
  cookies: intent.startCookies,
  page: {
    kind: codeMissing ? 'code' : 'wait',
    title: intent.purpose === 'login' ? 'Log in with your phone' : 'Approve on your phone',
    message: codeMissing
      ? 'Read the code on your phone, type it here, then approve there.'
      : 'Approve the request on your phone.',
    fields: [...originalFields(request.body), [FORM_FIELDS.id, id]],
  },
});

const originalFields = (body: unknown): readonly DisplayPair[] => {
  const own = withoutFormFields(body);
  if (typeof own !== 'object' || own === null) return [];
  return Object.entries(own).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
};
