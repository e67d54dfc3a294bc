import type { Intent, IntentOrProblem } from '../intents/intent.ts';
import { loginIntent } from '../intents/login-intent.ts';
import { stepUpIntent } from '../intents/step-up-intent.ts';
import type { GateContext } from './gate-context.ts';
import type { GateRequest } from './gate-request.ts';

/** What the request wants approved, by whom it says it is. */
export const intentOf = async (
  context: GateContext,
  request: GateRequest,
): Promise<IntentOrProblem> => {
  const { action } = request;
  return action.purpose === 'login'
    ? loginIntent(request, action, context.settings, context.knownBrowsers)
    : stepUpIntent(request, action, action.subject, context.settings);
};

/** The same after a wait, with session and user as they are now: whoever logged out meanwhile must not go through. */
export const refreshedIntentOf = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
): Promise<IntentOrProblem> => {
  const { action } = request;
  return action.purpose === 'login'
    ? intent
    : stepUpIntent(request, action, await action.refreshSubject(), context.settings);
};
