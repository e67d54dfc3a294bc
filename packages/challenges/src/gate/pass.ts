import { subjectOf } from '../events/gate-event.ts';
import { setCookie } from '../http/cookies.ts';
import { digestsOf, type Intent } from '../intents/intent.ts';
import type { Challenge } from '../stores/challenge.ts';
import { endOf } from './challenge-view.ts';
import type { GateContext } from './gate-context.ts';
import type { AnswerHeaders, Approval, GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { refuseApproval } from './refuse-approval.ts';
import { openSealed } from './sealed.ts';

/** Uses an approval up, if the request matches it, and lets the request through. */
export const useUp = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  approved: Challenge,
): Promise<GateOutcome> => {
  const { challenges, keyring } = context.settings;
  const keys = keyring.byId(approved.keyId);
  const claimed = keys && (await challenges.consume(approved, digestsOf(intent, keys)));
  if (claimed?.challenge === undefined) {
    return refuseApproval(context, request, intent, approved.ref, 'challenge-not-found');
  }
  return claimed.consumed
    ? passWith(context, request, intent, claimed.challenge)
    : refuseApproval(context, request, intent, approved.ref, endOf(claimed.challenge));
};

/**
 * Lets the request of an approval through that was used up just now. The approval is gone before the application runs: at
 * most once beats at least once where money moves.
 */
export const passWith = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  consumed: Challenge,
): Promise<GateOutcome> => {
  const approval = await approvalOf(context, consumed);
  context.events.emit({
    ...subjectOf(consumed),
    type: 'approval-used',
    method: approval.method,
  });
  const { pushKey } = digestsOf(intent, context.settings.keyring.current);
  // Nobody waits for it, and a store that fails has been told: the next login is limited a little more, no less.
  void context.pushes
    .approved({ kind: intent.pushKind, key: pushKey, ref: consumed.ref })
    .catch(() => undefined);
  if (intent.pushKind === 'unknownBrowser') {
    context.notices.tell('approved-in-new-browser', approval.accountName, intent.asker);
  }
  return {
    pass: approval,
    headers: {
      'cache-control': 'no-store',
      ...(await loginCookies(context, request, intent, consumed)),
    },
  };
};

const approvalOf = async (context: GateContext, consumed: Challenge): Promise<Approval> => {
  const { requestId, approvedAt, ref, purpose, codeHash } = consumed;
  if (requestId === undefined || approvedAt === undefined) {
    throw new Error(
      'BlokSec: a store says that an approval was used up, but not which. Nothing has passed.',
    );
  }
  const { accountName } = await openSealed(context, consumed);
  return {
    accountName,
    requestId,
    challengeRef: ref,
    purpose,
    approvedAt: new Date(approvedAt),
    method: codeHash === undefined ? 'push' : 'push+code',
  };
};

/** Only a code, or a browser known already, makes a browser known: a tap alone never does. */
const loginCookies = async (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  challenge: Challenge,
): Promise<AnswerHeaders> => {
  if (challenge.purpose !== 'login') return {};
  const proved = challenge.codeHash !== undefined || intent.known;
  return {
    'set-cookie': [
      setCookie(request, 'bloksec', undefined, 0),
      ...(proved ? [await context.knownBrowsers.remember(request, intent.accountName)] : []),
    ],
  };
};
