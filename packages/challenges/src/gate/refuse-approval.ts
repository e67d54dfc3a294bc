import { digestsOf, type Intent } from '../intents/intent.ts';
import { type GateContext, refuse } from './gate-context.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import type { ProblemName } from './problems.ts';

/** The outcome of a request whose challenge does not let it through, and never will. */
export const refuseApproval = (
  context: GateContext,
  request: GateRequest,
  intent: Intent,
  challenge: string,
  problem: ProblemName,
): GateOutcome => {
  const { purpose } = intent;
  const { account } = digestsOf(intent, context.settings.keyring.current);
  context.events.emit({ type: 'approval-refused', purpose, challenge, account, problem });
  // Whoever may be nobody in particular is told no more than that it failed.
  const isHidden = problem === 'binding-mismatch' && purpose === 'login';
  return refuse(context, request, isHidden ? 'login-failed' : problem);
};
