import type { GateLogger } from '../../../src/index.ts';

const quiet = (): void => undefined;

/** Says nothing: what a logger does with a line is not the gate's. */
export const quietLogger: GateLogger = { info: quiet, warn: quiet, error: quiet };
