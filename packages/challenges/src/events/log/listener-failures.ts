import type { GateSettings } from '../../gate/gate-settings.ts';
import { errorKind } from '../error-kind.ts';
import { logLine, named } from './log-entry.ts';
import { onceASecond } from './once-a-second.ts';

/** Tells that a listener threw. Past the stream: as an event it would reach the same listener. */
export const listenerFailures = ({ logger, clock }: GateSettings): ((error: unknown) => void) => {
  const mayTell = onceASecond(clock);
  return (error) => {
    if (!mayTell('listener')) return;
    const description = `A listener of gate.onEvent threw (${errorKind(error)}). Nothing else changes. Told at most once a second.`;
    const event = named('sys_dependency_fail', 'event-listener');
    logger.error(logLine({ level: 'error', event, description }));
  };
};
