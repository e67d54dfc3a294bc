import type { Push } from '../budgets/push-budget.ts';
import type { CallOutcome } from '../calls/outstanding-calls.ts';
import { subjectOf } from '../events/gate-event.ts';
import type { Intent } from '../intents/intent.ts';
import type { Challenge } from '../stores/challenge.ts';
import { StoreError } from '../stores/guarded-store.ts';
import type { GateContext } from './gate-context.ts';

/** What is to be asked, and for whom. */
export interface Question {
  readonly intent: Intent;
  readonly challenge: Challenge;
  readonly push: Push;
  readonly code: string | undefined;
}

/** Asks BlokSec where the budget allows it, and settles the account's budgets by the answer. Never rejects. */
export const askPhone = async (context: GateContext, question: Question): Promise<void> => {
  try {
    // A known user's was taken before the answer, since it could be refused.
    if (question.intent.known || (await isAllowed(context, question))) await ask(context, question);
  } catch (error) {
    // Then the phone does not ring, or its answer does not count: the challenge ends by its time limit or its lease.
    if (!(error instanceof StoreError)) throw error;
  }
};

const isAllowed = async (context: GateContext, { challenge, push }: Question): Promise<boolean> => {
  const decision = await context.pushes.take(push);
  if (decision.allowed) return true;
  context.events.emit({
    ...subjectOf(challenge),
    type: 'push-withheld',
    reason: decision.reason,
    retryAfterSeconds: Math.ceil(decision.retryMs / 1000),
  });
  return false;
};

const ask = async (context: GateContext, question: Question): Promise<void> => {
  const { intent, challenge, push, code } = question;
  const { summary, details } = intent.phoneText;
  const ended = await context.calls.ask({
    challenge,
    accountName: intent.accountName,
    summary,
    details: code === undefined ? details : [['Code', code], ...details],
  });
  await context.leases.check(challenge.ref);
  await context.pushes.ended(push);
  if (!wasRefused(ended)) return;
  await context.pushes.refused(push);
  await context.notices.refused(challenge.account, intent.accountName, intent.asker);
};

/** Denied, or nobody answered: either BlokSec says so, or it had no answer by the deadline. */
const wasRefused = ({ outcome, error }: CallOutcome): boolean =>
  outcome === 'denied' || outcome === 'expired' || error === 'timeout';
