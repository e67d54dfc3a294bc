import type { GateEvent, GateLogger, GateOptions } from '../../../src/index.ts';
import { gateUnderTest, type GateUnderTest } from '../../helpers/gate-under-test.ts';

/** A line of the log, read. */
export interface Line {
  /** The logger's method that it was written with. */
  readonly by: keyof GateLogger;
  readonly event: string;
  readonly level: string;
  readonly description: string;
  readonly [field: string]: unknown;
}

/** A gate under test, and everything that its operator can see. */
export interface WatchedGate extends GateUnderTest {
  readonly events: GateEvent[];
  readonly lines: Line[];
  /** Lines as `level event`, account and challenge names left out. */
  readonly told: () => readonly string[];
}

/** The hashes and HMACs in a line differ from run to run. */
const withoutHashes = (text: string): string => text.replaceAll(/[\w-]{43}/g, '#');

export const watchedGate = (options: GateOptions = {}): WatchedGate => {
  const lines: Line[] = [];
  const events: GateEvent[] = [];
  const writer =
    (by: keyof GateLogger) =>
    (line: string): void =>
      void lines.push({ ...(JSON.parse(line) as Omit<Line, 'by'>), by } as Line);
  const under = gateUnderTest({
    logger: { info: writer('info'), warn: writer('warn'), error: writer('error') },
    ...options,
  });
  under.gate.onEvent((event) => events.push(event));
  return {
    ...under,
    events,
    lines,
    told: () => lines.map(({ by, event }) => `${by} ${withoutHashes(event)}`),
  };
};
