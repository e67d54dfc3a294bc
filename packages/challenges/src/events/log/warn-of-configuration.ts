import type { GateLogger } from '../../gate/gate-options.ts';
import { logLine } from './log-entry.ts';

/** Tells of a configuration that is allowed, but probably not meant. In the form of every other line, so that all can be read by one parser. */
export const warnOfConfiguration = (logger: GateLogger, description: string): void =>
  logger.warn(logLine({ level: 'warn', event: 'sys_configuration_warning', description }));
