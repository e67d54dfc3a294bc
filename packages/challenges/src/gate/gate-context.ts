import { buildAnswer, type AnswerParts } from './answer.ts';
import type { GateSettings } from './gate-options.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import type { OutstandingCalls } from './outstanding-calls.ts';
import type { ProblemName } from './problems.ts';
import type { Waits } from './waits.ts';
import type { KnownBrowsers } from '../intents/known-browser.ts';

/** What the parts of a gate share. */
export interface GateContext {
  readonly settings: GateSettings;
  readonly knownBrowsers: KnownBrowsers;
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
