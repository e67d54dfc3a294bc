import { startStore } from '../../test/instances/harness/start-bank.ts';
import type { OnEnd } from '../../test/instances/harness/start-program.ts';
import { startProgram } from '../../test/instances/harness/start-program.ts';
import type { ConsumeFunctions, ConsumeOptions, Way } from '../programs/consume-loops.ts';
import { type Section, verdict } from '../report/table.ts';
import { ratio, spread } from '../statistics/samples.ts';

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
  const rates = new Map<Way, number[]>(ways.map((way) => [way, []]));
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const way of ways) {
      const rate = await loops.call.perSecond(way, APPROVALS, AT_A_TIME);
      if (round > 0) rates.get(way)?.push(rate);
    }
  }
  const share = (way: Way, bare: Way): number => ratio(rates.get(way) ?? [], rates.get(bare) ?? []);
  return {
    title: 'Consumes per second',
    method: `Approvals that are used up in one process: ${ROUNDS} interleaved rounds of ${APPROVALS}, ${AT_A_TIME} at a time, all made before the clock runs. One round trip and one script call each.`,
    columns: [
      'Way',
      'consumes/s',
      'least',
      'most',
      'share of its own script',
      'share of the least script',
    ],
    rows: ways.map((way) => [
      NAMES[way],
      ...spread(rates.get(way) ?? [], 0),
      share(way, 'own script').toFixed(2),
      share(way, 'least script').toFixed(2),
    ]),
    verdicts: [
      verdict(
        'challengeStore.consume ≥ 0.8 of the bare Redis script',
        share('store', 'own script').toFixed(2),
        share('store', 'own script') >= 0.8,
      ),
    ],
  };
};
