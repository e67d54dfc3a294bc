import { createKnownBrowsers } from '../intents/known-browser.ts';
import { isAcceptedType } from '../http/content.ts';
import { headerValue } from '../http/header-value.ts';
import { readPreference, readPresentedChallenge } from '../http/protocol-fields.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import { handleFirst } from './first-request.ts';
import type { Gate } from './gate.ts';
import { type GateContext, refuse } from './gate-context.ts';
import { type GateOptions, resolveGateOptions } from './gate-options.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { intentOf } from './intent-of.ts';
import { createOutstandingCalls } from './outstanding-calls.ts';
import type { ProblemName } from './problems.ts';
import { handleRepeat } from './repeat.ts';
import { createWaits } from './waits.ts';

/**
 * Makes a gate. With no options it is configured by the environment: `BLOKSEC_APPLICATION_ID`,
 * `BLOKSEC_APPLICATION_SECRET`, `BLOKSEC_API_URL`.
 *
 * @throws an error that says everything that is missing or wrong.
 */
export const createGate = (options?: GateOptions): Gate => {
  const settings = resolveGateOptions(options);
  const closing = new AbortController();
  const context: GateContext = {
    settings,
    knownBrowsers: createKnownBrowsers(settings.keyring, settings.knownBrowsers),
    calls: createOutstandingCalls(settings),
    waits: createWaits(settings.challenges, settings.clock),
    closing: closing.signal,
  };
  return {
    handle: (request) => handle(context, request),
    forgetKnownBrowsers: (accountName) => context.knownBrowsers.forget(accountName),
    close: async () => {
      closing.abort();
      await context.calls.close();
      await settings.challenges.close();
    },
  };
};

/** What must hold of every request, before anything is looked up or started. */
const objection = (context: GateContext, request: GateRequest): ProblemName | undefined => {
  const host = context.settings.publicHost ?? request.host;
  if (!isSameOrigin(request, host)) return 'csrf';
  if (!isAcceptedType(request)) return 'body-not-bindable';
  const overridden = headerValue(request.headers, 'x-http-method-override') !== undefined;
  return overridden ? 'malformed-request' : undefined;
};

const handle = async (context: GateContext, request: GateRequest): Promise<GateOutcome> => {
  const objected = objection(context, request);
  if (objected !== undefined) return refuse(context, request, objected);
  const presented = readPresentedChallenge(request.headers, request.body);
  if (presented === 'malformed') return refuse(context, request, 'malformed-request');
  const intent = await intentOf(context, request);
  if ('problem' in intent) return refuse(context, request, intent.problem);
  if (presented !== undefined) return handleRepeat(context, request, intent, presented);
  if (context.closing.aborted) {
    return refuse(context, request, 'provider-unavailable', { retryAfterSeconds: 1 });
  }
  const { respondAsync } = readPreference(request.headers);
  if (!respondAsync && !context.settings.blocking)
    return refuse(context, request, 'blocking-refused');
  return handleFirst(context, request, intent, respondAsync);
};
