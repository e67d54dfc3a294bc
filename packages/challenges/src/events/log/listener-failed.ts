import { errorKind } from '../error-kind.ts';
import { type LogEntry, named } from './log-entry.ts';

/** Written past the stream: as an event it would reach the same listener. */
export const listenerFailed = (error: unknown): LogEntry => ({
  level: 'error',
  event: named('sys_dependency_fail', 'event-listener'),
  description: `A listener of gate.onEvent threw (${errorKind(error)}). Nothing else changes.`,
});
