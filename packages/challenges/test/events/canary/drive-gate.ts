import { trace } from '@opentelemetry/api';
import { recordTelemetry } from '../helpers/recorded-telemetry.ts';
import {
  badConfiguration,
  closing,
  failingBlokSec,
  failingClient,
  failingHooks,
  failingStores,
} from './failure-scenarios.ts';
import { guesses, logins, refusedRequests } from './login-scenarios.ts';
import { stepUps, throttles } from './step-up-scenarios.ts';
import { createWorld } from './world.ts';

/** What the process tells the test, besides what it has written. */
export interface DriveReport {
  readonly problems: readonly string[];
  readonly canaries: readonly string[];
  readonly events: readonly string[];
  /** Everything that left the gate another way than by an answer. */
  readonly visible: string;
}

const telemetry = recordTelemetry();
const world = createWorld();
await trace.getTracer('application').startActiveSpan('all', async (span) => {
  for (const scenario of [
    logins,
    guesses,
    refusedRequests,
    stepUps,
    throttles,
    failingBlokSec,
    failingClient,
    failingStores,
    failingHooks,
    closing,
  ]) {
    await scenario(world);
  }
  badConfiguration(world);
  span.end();
});
await world.closeAll();

const spans = telemetry
  .spans()
  .map(({ name, attributes, status, events }) => ({ name, attributes, status, events }));
const series = (await telemetry.metrics()).map(({ descriptor, dataPoints }) => ({
  descriptor,
  attributes: dataPoints.map(({ attributes }) => attributes),
}));
const report: DriveReport = {
  problems: [...world.problems],
  canaries: [...world.canaries.all],
  events: [...new Set(world.events.map(({ type }) => type))],
  visible: JSON.stringify({ events: world.events, printed: world.printed, spans, series }),
};
process.send?.(report, () => process.disconnect());
await telemetry.shutdown();
