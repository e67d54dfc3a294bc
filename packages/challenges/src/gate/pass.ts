import { setCookie } from '../http/cookies.ts';
import { digestsOf, type Intent } from '../intents/intent.ts';
import { PUSH_QUOTAS } from '../limits.ts';
import type { Challenge } from '../stores/challenge.ts';
import { endOf } from './challenge-view.ts';
import { type GateContext, refuse } from './gate-context.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { openSealed } from './start.ts';

/**
 * Uses the approval up and lets the request through. The approval is gone before the application runs: at most once
 * beats at least once where money moves.
 */
export const passWith = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  approved: Challenge,
): Promise<GateOutcome> => {
  const { challenges, keyring, counters } = context.settings;
  const keys = keyring.byId(approved.keyId);
  if (keys === undefined) return refuse(context, request, 'challenge-not-found');
  const { consumed, challenge } = await challenges.consume(approved, digestsOf(intent, keys));
  if (challenge === undefined) return refuse(context, request, 'challenge-not-found');
  const { requestId, approvedAt } = challenge;
  if (!consumed || requestId === undefined || approvedAt === undefined) {
    return refuse(context, request, endOf(challenge));
  }
  const { accountName } = await openSealed(context, challenge);
  const { quotaKey } = digestsOf(intent, keyring.current);
  await counters.reset(PUSH_QUOTAS[intent.quota], quotaKey);
  return {
    pass: {
      accountName,
      requestId,
      challengeRef: challenge.ref,
      purpose: challenge.purpose,
      approvedAt: new Date(approvedAt),
      method: challenge.codeHash === undefined ? 'push' : 'push+code',
    },
    headers: {
      'cache-control': 'no-store',
      ...(await loginCookies(context, request, intent, challenge)),
    },
  };
};

/** Only a code, or a browser known already, makes a browser known: a tap alone never does. */
const loginCookies = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  challenge: Challenge,
): Promise<{ 'set-cookie'?: readonly string[] }> => {
  if (challenge.purpose !== 'login') return {};
  const proved = challenge.codeHash !== undefined || intent.known;
  return {
    'set-cookie': [
      setCookie(request, 'bloksec', undefined, 0),
      ...(proved ? [await context.knownBrowsers.remember(request, intent.accountName)] : []),
    ],
  };
};
