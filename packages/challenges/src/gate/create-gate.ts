import { randomBytes } from 'node:crypto';
import { createClientLimits } from '../budgets/client-limits.ts';
import { createPushBudget } from '../budgets/push-budget.ts';
import { createBreaker } from '../calls/breaker.ts';
import { createCallSlots } from '../calls/call-slots.ts';
import { createLeases } from '../calls/leases.ts';
import { createOutstandingCalls } from '../calls/outstanding-calls.ts';
import { errorKind } from '../events/error-kind.ts';
import { createEventStream, type EventStream } from '../events/event-stream.ts';
import { listenerFailures } from '../events/log/listener-failures.ts';
import { logLines } from '../events/log/log-lines.ts';
import { callSpans } from '../events/telemetry/call-spans.ts';
import { eventMetrics } from '../events/telemetry/metrics.ts';
import { createUserNotices } from '../events/user-notices.ts';
import { createKnownBrowsers } from '../intents/known-browser.ts';
import { guardedStore } from '../stores/guarded-store.ts';
import { closeGate } from './close-gate.ts';
import type { Gate } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import type { GateOptions } from './gate-options.ts';
import { type GateSettings, resolveGateOptions } from './gate-settings.ts';
import { handle } from './handle.ts';
import { healthOf } from './health.ts';
import { createWaits } from './waits.ts';

/**
 * Makes a gate. With no options it is configured by the environment: `BLOKSEC_APPLICATION_ID`,
 * `BLOKSEC_APPLICATION_SECRET`, `BLOKSEC_API_URL`.
 *
 * @throws an error that says everything that is missing or wrong.
 */
export const createGate = (options?: GateOptions): Gate => {
  const resolved = resolveGateOptions(options);
  const events = createEventStream(listenerFailures(resolved));
  for (const listener of [logLines(resolved), eventMetrics(), callSpans()]) events.listen(listener);
  const closing = new AbortController();
  const context = createContext(withGuardedStores(resolved, events), events, closing.signal);
  return {
    handle: (request) => handle(context, request),
    knownBrowsers: (accountName) => context.knownBrowsers.list(accountName),
    forgetKnownBrowsers: (accountName, id) => context.knownBrowsers.forget(accountName, id),
    onEvent: (listener) => events.listen(listener),
    health: () => healthOf(context),
    close: async () => {
      closing.abort();
      await closeGate(context);
    },
  };
};

const withGuardedStores = (settings: GateSettings, { emit }: EventStream): GateSettings => {
  const told = (store: string) => (error: unknown) =>
    emit({ type: 'store-failed', store, reason: errorKind(error) });
  return {
    ...settings,
    challenges: guardedStore(settings.challenges, told('challenges')),
    knownBrowsers: guardedStore(settings.knownBrowsers, told('known browsers')),
    counters: guardedStore(settings.counters, told('counters')),
  };
};

const createContext = (
  settings: GateSettings,
  events: EventStream,
  closing: AbortSignal,
): GateContext => {
  const { challenges, clock, limits } = settings;
  const holder = randomBytes(12).toString('base64url');
  const leases = createLeases(challenges, holder, limits.leaseMs, clock, (ref) =>
    calls.giveUp(ref),
  );
  const breaker = createBreaker(limits.breaker, clock, {
    opened: () => {
      events.emit({ type: 'breaker-opened', seconds: limits.breaker.seconds });
      // Nobody is to wait for what cannot come; decoys end too, so that they look the same.
      void leases.failAll('outage');
    },
    closed: () => events.emit({ type: 'breaker-closed' }),
  });
  const calls = createOutstandingCalls(settings, holder, breaker, events);
  return {
    settings,
    events,
    notices: createUserNotices(settings, events),
    holder,
    knownBrowsers: createKnownBrowsers(settings),
    pushes: createPushBudget(settings.counters, limits),
    clients: createClientLimits(settings),
    breaker,
    slots: createCallSlots(limits.outstandingCalls),
    leases,
    calls,
    waits: createWaits(challenges, clock, limits.waitsPerChallenge),
    closing,
  };
};
