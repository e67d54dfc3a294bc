import type { Attributes } from '@opentelemetry/api';
import type { GateEventListener } from '../event-stream.ts';
import type { EventOf, GateEvent } from '../gate-event.ts';
import { createInstruments, type Instruments } from './instruments.ts';

/** Few values each, so that they can be attributes of a metric: neither accounts nor challenges are. */
const by = (attributes: Readonly<Record<string, string | boolean | undefined>>): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined ? [] : [[`bloksec.${name}`, value]],
    ),
  );

type Count<Type extends GateEvent['type']> = (event: EventOf<Type>, to: Instruments) => void;

/** What each event counts for; those that are not here count for nothing. */
const counts: { readonly [Type in GateEvent['type']]?: Count<Type> } = {
  'push-sent': ({ purpose }, to) => {
    to.sentPushes.add(1, by({ purpose }));
    to.activeCalls.add(1, by({ purpose }));
  },
  'push-ended': ({ purpose, outcome, waitedMs, error }, to) => {
    to.activeCalls.add(-1, by({ purpose }));
    const attributes = by({ purpose, outcome });
    to.callDuration.record(waitedMs / 1000, {
      ...attributes,
      ...(error !== undefined && { 'error.type': error }),
    });
  },
  'push-withheld': ({ purpose, reason }, to) => to.withheldPushes.add(1, by({ purpose, reason })),
  'start-refused': ({ purpose, reason }, to) => to.refusedStarts.add(1, by({ purpose, reason })),
  'request-refused': ({ purpose, problem }, to) =>
    to.refusedRequests.add(1, by({ purpose, problem })),
  'approval-used': ({ purpose, method }, to) => to.usedApprovals.add(1, by({ purpose, method })),
  'approval-refused': ({ purpose, problem }, to) =>
    to.refusedApprovals.add(1, by({ purpose, problem })),
  'code-refused': ({ purpose, locked }, to) => to.codeFailures.add(1, by({ purpose, locked })),
  'wait-started': ({ purpose }, to) => to.waitingRequests.add(1, by({ purpose })),
  'wait-ended': ({ purpose }, to) => to.waitingRequests.add(-1, by({ purpose })),
  'store-failed': ({ store }, to) => to.storeFailures.add(1, by({ store })),
};

/**
 * Measures what happens. The instruments are made at the first event, so that a gate may be made before OpenTelemetry is
 * started; without OpenTelemetry they do nothing.
 */
export const eventMetrics = (): GateEventListener => {
  let instruments: Instruments | undefined;
  return (event) => {
    const count = counts[event.type] as Count<GateEvent['type']> | undefined;
    if (count === undefined) return;
    instruments ??= createInstruments();
    count(event as never, instruments);
  };
};
