import type { GateLogger } from '../../gate/gate-options.ts';

/** The same logger, but what it throws (a full disk, a closed stream) does not decide what happens to a login. */
export const guardedLogger = (logger: GateLogger): GateLogger => {
  const guarded =
    (level: keyof GateLogger) =>
    (line: string): void => {
      try {
        logger[level](line);
      } catch {
        // There is nowhere left to tell it.
      }
    };
  return { info: guarded('info'), warn: guarded('warn'), error: guarded('error') };
};
