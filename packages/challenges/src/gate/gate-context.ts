import type { ClientLimits } from '../budgets/client-limits.ts';
import type { PushBudget } from '../budgets/push-budget.ts';
import type { Breaker } from '../calls/breaker.ts';
import type { CallSlots } from '../calls/call-slots.ts';
import type { Leases } from '../calls/leases.ts';
import type { OutstandingCalls } from '../calls/outstanding-calls.ts';
import type { EventStream } from '../events/event-stream.ts';
import type { UserNotices } from '../events/user-notices.ts';
import type { KnownBrowsers } from '../intents/known-browser.ts';
import { buildAnswer, type AnswerParts } from './answer.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import type { GateSettings } from './gate-settings.ts';
import type { ProblemName } from './problems.ts';
import type { Waits } from './waits.ts';

/** What the parts of a gate share. */
export interface GateContext {
  readonly settings: GateSettings;
  readonly events: EventStream;
  readonly notices: UserNotices;
  /** Names this gate in the challenges that it starts: only it knows what BlokSec answers. */
  readonly holder: string;
  readonly knownBrowsers: KnownBrowsers;
  readonly pushes: PushBudget;
  readonly clients: ClientLimits;
  readonly breaker: Breaker;
  readonly slots: CallSlots;
  readonly leases: Leases;
  readonly calls: OutstandingCalls;
  readonly waits: Waits;
  /** Aborts when the gate is being closed. */
  readonly closing: AbortSignal;
}

/** The outcome "this request gets an answer". */
export const refuse = (
  context: GateContext,
  request: GateRequest,
  problem: ProblemName,
  parts?: AnswerParts,
): GateOutcome => ({ answer: buildAnswer(request, context.settings.renderPage, problem, parts) });
