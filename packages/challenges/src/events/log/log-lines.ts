import type { GateSettings } from '../../gate/gate-settings.ts';
import type { GateEventListener } from '../event-stream.ts';
import { entryOf } from './entry-of.ts';
import { logLine } from './log-entry.ts';
import { onceASecond } from './once-a-second.ts';

/** Writes a line for each event that an operator should read without asking for it. The others are for `gate.onEvent` and metrics. */
export const logLines = ({ logger, limits, clock }: GateSettings): GateEventListener => {
  const mayTell = onceASecond(clock);
  return (event) => {
    // While a store is away every request fails on it.
    if (event.type === 'store-failed' && !mayTell(event.store)) return;
    const entry = entryOf(event, limits);
    if (entry !== undefined) logger[entry.level](logLine(entry));
  };
};
