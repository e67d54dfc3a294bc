import { again, start, transfer } from '../../test/instances/harness/approvals.ts';
import { closeConnections, httpBrowser } from '../../test/instances/harness/http-browser.ts';
import { startStore } from '../../test/instances/harness/start-bank.ts';
import type { OnEnd } from '../../test/instances/harness/start-program.ts';
import { startProgram } from '../../test/instances/harness/start-program.ts';
import { eventually } from '../../test/instances/scenarios/eventually.ts';
import type { BankWithPhoneFunctions, BankWithPhoneOptions } from '../programs/bank-with-phone.ts';
import { startBare } from '../programs/start-bare.ts';
import { microseconds } from '../programs/time.ts';
import { progress } from '../report/progress.ts';
import { type Section, verdict } from '../report/table.ts';
import { quantile, ratio, spread } from '../statistics/samples.ts';
import { inParallel } from '../../test/instances/harness/in-parallel.ts';

const ROUNDS = 3;
const WAITING = 5_000;
const WOKEN = 1_000;

/** A server at which browsers wait: how one is put there, and how it is woken. */
interface WaitingRoom {
  /** Resolves once the browser is about to wait. What it waits for resolves at the answer. */
  readonly park: (index: number) => Promise<() => Promise<unknown>>;
  readonly allWait: () => Promise<void>;
  /** Says when, in microseconds. */
  readonly wake: (index: number) => Promise<number>;
}

interface Contestant {
  readonly name: string;
  readonly open: Opened;
  readonly url: string | undefined;
  /** Of each round, in milliseconds. */
  readonly p50: number[];
  readonly p99: number[];
}

type Opened = (onEnd: OnEnd, redisUrl: string | undefined) => Promise<WaitingRoom>;

const bareRoom: Opened = async (onEnd, redisUrl) => {
  const bare = await startBare(onEnd, redisUrl === undefined ? {} : { redisUrl });
  return {
    park: async (index) => () => httpBrowser(bare.port).post(`/park/${index}`, {}),
    allWait: () => eventually('all are parked', async () => (await bare.call.parked()) === WAITING),
    wake: (index) => bare.call.wake(String(index)),
  };
};

const gateRoom: Opened = async (onEnd, redisUrl) => {
  const options: BankWithPhoneOptions = redisUrl === undefined ? {} : { redisUrl };
  const file = new URL('../programs/bank-with-phone.ts', import.meta.url);
  const bank = await startProgram<BankWithPhoneFunctions>(onEnd, file, options);
  return {
    park: async (index) => {
      const started = await start(transfer(httpBrowser(bank.port), `user-${index}`, '25.00'));
      return async () => {
        const { problem } = await again(started, { wait: 25 });
        if (problem.challenge?.status !== 'approved') throw new Error('woken, but not approved');
      };
    },
    allWait: () =>
      eventually('all wait', async () => (await bank.call.waitsInFlight()) === WAITING),
    wake: (index) => bank.call.accept(`user-${index}`),
  };
};

/** Milliseconds from approval to answer, of some of many that wait. */
const measure = async (open: Opened, redisUrl: string | undefined): Promise<number[]> => {
  const ends: (() => Promise<void>)[] = [];
  const room = await open((end) => ends.push(end), redisUrl);
  try {
    const waits: (() => Promise<unknown>)[] = [];
    await inParallel(WAITING, 64, async (index) => {
      waits[index] = await room.park(index);
    });
    const answered = waits.map((wait) => wait().then(microseconds, () => Number.NaN));
    await room.allWait();
    const samples: number[] = [];
    for (let index = 0; index < WOKEN; index += 1) {
      const woken = await room.wake(index);
      samples.push(((await answered[index]) ?? Number.NaN) / 1000 - woken / 1000);
    }
    return samples;
  } finally {
    closeConnections();
    for (const end of ends.toReversed()) await end();
  }
};

/** How long it takes from an approval until the browser that waits for it has its answer, while thousands of others wait. */
export const wakeUp = async (onEnd: OnEnd): Promise<Section> => {
  const redis = await startStore(onEnd);
  const contestant = (name: string, open: Opened, url?: string): Contestant => ({
    name,
    open,
    url,
    p50: [],
    p99: [],
  });
  const contestants: readonly Contestant[] = [
    contestant('bare long poll, EventEmitter', bareRoom),
    contestant('gate, in memory', gateRoom),
    contestant('bare long poll, Redis subscription', bareRoom, redis.url),
    contestant('gate, through Redis', gateRoom, redis.url),
  ];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const each of contestants) {
      progress(`wake-up, round ${round + 1}: ${each.name}`);
      const samples = await measure(each.open, each.url);
      each.p50.push(quantile(samples, 0.5));
      each.p99.push(quantile(samples, 0.99));
    }
  }
  const compare = (where: string, bare = contestants[0], gate = contestants[1]): string => {
    const ratios = (['p50', 'p99'] as const).map((name) =>
      ratio(gate?.[name] ?? [], bare?.[name] ?? []),
    );
    return verdict(
      `${where}, p50 and p99 within twice the bare long poll`,
      `${ratios.map((times) => times.toFixed(2)).join(' and ')} times`,
      ratios.every((times) => times <= 2),
    );
  };
  return {
    title: `Wake-up with ${WAITING} waiting`,
    method: `Milliseconds from the approval in the server's process to the answer in the client's. ${WAITING} browsers wait on one instance; ${WOKEN} of them are woken one after the other, in each of ${ROUNDS} rounds.`,
    columns: ['Server', 'p50 ms', 'least', 'most', 'p99 ms', 'least', 'most'],
    rows: contestants.map(({ name, p50, p99 }) => [name, ...spread(p50, 2), ...spread(p99, 2)]),
    verdicts: [compare('In memory'), compare('Through Redis', contestants[2], contestants[3])],
  };
};
