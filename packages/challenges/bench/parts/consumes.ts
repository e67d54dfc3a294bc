import { startStore } from '../../test/instances/harness/start-bank.ts';
import type { OnEnd } from '../../test/instances/harness/start-program.ts';
import { startProgram } from '../../test/instances/harness/start-program.ts';
import type { ConsumeFunctions, ConsumeOptions, Pace, Way } from '../programs/consume-loops.ts';
import { type Section, verdict } from '../report/table.ts';
import { median, ratio, spread } from '../statistics/samples.ts';

const ROUNDS = 11;
const APPROVALS = 2_000;
const AT_A_TIME = 64;

const NAMES: Readonly<Record<Way, string>> = {
  'least script': 'bare EVALSHA, a script of three lines',
  'own script': "bare EVALSHA, the driver's own script",
  store: 'challengeStore.consume, Redis',
  gate: 'gate.handle, Redis',
  'store in memory': 'challengeStore.consume, memory',
  'gate in memory': 'gate.handle, memory',
};

/** How many approvals can be used up in a second. */
export const consumes = async (onEnd: OnEnd): Promise<Section> => {
  const redis = await startStore(onEnd);
  const file = new URL('../programs/consume-loops.ts', import.meta.url);
  const options: ConsumeOptions = { redisUrl: redis.url };
  const loops = await startProgram<ConsumeFunctions>(onEnd, file, options);
  const ways = Object.keys(NAMES) as Way[];
  const paces = new Map<Way, Pace[]>(ways.map((way) => [way, []]));
  const of = (way: Way, figure: keyof Pace): readonly number[] =>
    (paces.get(way) ?? []).map((pace) => pace[figure]);
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const way of ways) {
      const pace = await loops.call.useUp(way, APPROVALS, AT_A_TIME);
      if (round > 0) paces.get(way)?.push(pace);
    }
  }
  const share = (way: Way, bare: Way): number => ratio(of(way, 'perSecond'), of(bare, 'perSecond'));
  return {
    title: 'Consumes per second',
    method: `Approvals that are used up in one process: ${ROUNDS} interleaved rounds of ${APPROVALS}, ${AT_A_TIME} at a time, all made before the clock runs. One round trip and one script call each.`,
    columns: [
      'Way',
      'consumes/s',
      'least',
      'most',
      'processor µs each',
      'share of its own script',
      'share of the least script',
    ],
    rows: ways.map((way) => [
      NAMES[way],
      ...spread(of(way, 'perSecond'), 0),
      median(of(way, 'processorMicroseconds')).toFixed(1),
      share(way, 'own script').toFixed(2),
      share(way, 'least script').toFixed(2),
    ]),
    verdicts: [
      verdict(
        "challengeStore.consume ≥ 0.8 of a bare call of the driver's own script",
        share('store', 'own script').toFixed(2),
        share('store', 'own script') >= 0.8,
      ),
    ],
  };
};
