import { isAcceptedType } from '../http/content.ts';
import { isTrueContentDigest } from '../http/content-digest.ts';
import { headerValue } from '../http/header-value.ts';
import { readPreference, readPresentedChallenge } from '../http/protocol-fields.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import { StoreError } from '../stores/guarded-store.ts';
import { handleFirst } from './first-request.ts';
import { type GateContext, refuse } from './gate-context.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { intentOf } from './intent-of.ts';
import type { ProblemName } from './problems.ts';
import { handleRepeat } from './repeat.ts';

const STORE_AWAY_SECONDS = 2;

/** One request through the gate. Where a store is away nothing passes, and the browser is asked to come back. */
export const handle = async (context: GateContext, request: GateRequest): Promise<GateOutcome> => {
  try {
    return await handleWithStores(context, request);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return refuse(context, request, 'provider-unavailable', {
      retryAfterSeconds: STORE_AWAY_SECONDS,
    });
  }
};

const handleWithStores = async (
  context: GateContext,
  request: GateRequest,
): Promise<GateOutcome> => {
  const presented = readPresentedChallenge(request.headers, request.body);
  const objected = objection(context, request);
  if (objected !== undefined) return refuseRequest(context, request, objected);
  if (presented === 'malformed') return refuseRequest(context, request, 'malformed-request');
  const intent = await intentOf(context, request);
  if ('problem' in intent) return refuseRequest(context, request, intent.problem);
  if (presented !== undefined) return handleRepeat(context, request, intent, presented);
  const { respondAsync } = readPreference(request.headers);
  return respondAsync || context.settings.blocking
    ? handleFirst(context, request, intent, respondAsync)
    : refuseRequest(context, request, 'blocking-refused');
};

/** What must hold of every request, before anything is looked up or started. */
const objection = (context: GateContext, request: GateRequest): ProblemName | undefined => {
  const host = context.settings.publicHost ?? request.host;
  if (!isSameOrigin(request, host)) return 'csrf';
  if (!isAcceptedType(request)) return 'body-not-bindable';
  if (!isTrueContentDigest(request)) return 'digest-mismatch';
  const overridden = headerValue(request.headers, 'x-http-method-override') !== undefined;
  return overridden ? 'malformed-request' : undefined;
};

const refuseRequest = (
  context: GateContext,
  request: GateRequest,
  problem: ProblemName,
): GateOutcome => {
  const { purpose } = request.action;
  context.events.emit({ type: 'request-refused', purpose, problem });
  return refuse(context, request, problem);
};
