import type { OnEnd } from '../../test/instances/harness/start-program.ts';
import { type Program, startProgram } from '../../test/instances/harness/start-program.ts';
import type { BareFunctions, BareOptions } from './bare-server.ts';

/** Starts a server that the gate is compared with. */
export const startBare = (
  onEnd: OnEnd,
  options: BareOptions,
  flags: readonly string[] = [],
): Promise<Program<BareFunctions>> => {
  const file = new URL('./bare-server.ts', import.meta.url);
  return startProgram(onEnd, file, options, flags);
};
