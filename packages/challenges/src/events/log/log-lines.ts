import type { GateSettings } from '../../gate/gate-settings.ts';
import type { GateEventListener } from '../event-stream.ts';
import { entryOf } from './entry-of.ts';
import { logLine } from './log-entry.ts';

/** While a store is away every request fails on it: one line so often says enough. */
const STORE_LINE_MS = 1000;

/** Writes a line for each event that an operator should read without asking for it. The others are for `gate.onEvent` and metrics. */
export const logLines = ({ logger, limits, clock }: GateSettings): GateEventListener => {
  const quietUntil = new Map<string, number>();
  const isRepetition = (store: string): boolean => {
    const now = clock.now();
    if (now < (quietUntil.get(store) ?? 0)) return true;
    quietUntil.set(store, now + STORE_LINE_MS);
    return false;
  };
  return (event) => {
    if (event.type === 'store-failed' && isRepetition(event.store)) return;
    const entry = entryOf(event, limits);
    if (entry !== undefined) logger[entry.level](logLine(entry));
  };
};
