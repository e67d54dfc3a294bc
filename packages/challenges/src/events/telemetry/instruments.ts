import { type Counter, type Histogram, metrics, type UpDownCounter } from '@opentelemetry/api';

/** Who measures, as OpenTelemetry calls it. */
export const SCOPE = '@bloksec/challenges';

/** Names follow the semantic conventions of OpenTelemetry where there are any; what is BlokSec's own begins with `bloksec.`. */
export interface Instruments {
  readonly callDuration: Histogram;
  readonly activeCalls: UpDownCounter;
  readonly waitingRequests: UpDownCounter;
  readonly sentPushes: Counter;
  readonly withheldPushes: Counter;
  readonly refusedStarts: Counter;
  readonly refusedRequests: Counter;
  readonly usedApprovals: Counter;
  readonly refusedApprovals: Counter;
  readonly codeFailures: Counter;
  readonly storeFailures: Counter;
}

/** Seconds. A person answers within 1 to 120; no call lasts 300. */
const BUCKETS = [1, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300];

export const createInstruments = (): Instruments => {
  const meter = metrics.getMeter(SCOPE);
  const counter = (name: string, unit: string, description: string): Counter =>
    meter.createCounter(`bloksec.${name}`, { unit, description });
  const inFlight = (name: string, description: string): UpDownCounter =>
    meter.createUpDownCounter(`bloksec.${name}`, { unit: '{request}', description });
  return {
    callDuration: meter.createHistogram('bloksec.client.request.duration', {
      unit: 's',
      description: 'How long calls to BlokSec took: mostly, how long people did.',
      advice: { explicitBucketBoundaries: BUCKETS },
    }),
    activeCalls: inFlight('client.active_requests', 'Calls to BlokSec that wait for a person.'),
    waitingRequests: inFlight('server.waiting_requests', 'Requests of browsers that are held.'),
    sentPushes: counter('push.sent', '{push}', 'Requests to phones.'),
    withheldPushes: counter('push.withheld', '{push}', 'Requests that phones did not hear of.'),
    refusedStarts: counter('start.refused', '{request}', 'Challenges that were not started.'),
    refusedRequests: counter(
      'request.refused',
      '{request}',
      'Requests that were refused before anything was looked up.',
    ),
    usedApprovals: counter('approval.used', '{approval}', 'Approvals that let a request through.'),
    refusedApprovals: counter(
      'approval.refused',
      '{request}',
      'Requests whose challenge does not let them through, and never will.',
    ),
    codeFailures: counter('code.failures', '{code}', 'Wrong codes.'),
    storeFailures: counter('store.failures', '{operation}', 'Operations of stores that failed.'),
  };
};
