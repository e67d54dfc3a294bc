import { async } from '../../test/helpers/browser.ts';
import { httpBrowser } from '../../test/instances/harness/http-browser.ts';
import { startInstance, startStore, startStub } from '../../test/instances/harness/start-bank.ts';
import type { OnEnd } from '../../test/instances/harness/start-program.ts';
import { startBare } from '../programs/start-bare.ts';
import type { Section } from '../report/table.ts';
import { median, ratio, spread } from '../statistics/samples.ts';
import { inParallel } from '../../test/instances/harness/in-parallel.ts';

const ROUNDS = 5;
const STARTS = 2_000;
const AT_A_TIME = 32;

interface Contestant {
  readonly name: string;
  readonly port: number;
  readonly path: (account: string) => string;
  readonly processorTime: () => Promise<number>;
  readonly perSecond: number[];
  readonly processorMicroseconds: number[];
}

/** Logins that are started by browsers that are not known, and answered with 401, in a second. */
export const starts = async (onEnd: OnEnd): Promise<Section> => {
  const [stub, redis] = await Promise.all([startStub(onEnd), startStore(onEnd)]);
  const apiUrl = `http://127.0.0.1:${stub.port}`;
  // They end soon, so that each round finds the same.
  const limits = { outstandingCalls: 10_000, codePendingMs: 2_000 };
  const bare = await startBare(onEnd, { apiUrl });
  const inMemory = await startInstance(onEnd, { apiUrl, limits });
  const throughRedis = await startInstance(onEnd, { apiUrl, limits, redisUrl: redis.url });
  const contestant = (
    name: string,
    {
      port,
      call,
    }: Pick<typeof bare, 'port'> & { call: Pick<(typeof bare)['call'], 'processorTime'> },
    path: Contestant['path'],
  ): Contestant => ({
    name,
    port,
    path,
    processorTime: call.processorTime,
    perSecond: [],
    processorMicroseconds: [],
  });
  const contestants: readonly Contestant[] = [
    contestant('bare node:http, a fixed 401', bare, () => '/fixed'),
    contestant('bare, and a bare ky call to BlokSec', bare, (account) => `/ask/${account}`),
    contestant('gate, in memory', inMemory, () => '/login'),
    contestant('gate, through Redis', throughRedis, () => '/login'),
  ];

  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const each of contestants) {
      const before = await each.processorTime();
      const begun = performance.now();
      await inParallel(STARTS, AT_A_TIME, async (index) => {
        const account = `unknown-${round}-${index}`;
        const answer = await httpBrowser(each.port).post(
          each.path(account),
          { username: account },
          async,
        );
        if (answer.name !== 'approval-required') throw new Error(`${each.name}: ${answer.name}`);
      });
      const seconds = (performance.now() - begun) / 1000;
      const calls = async (): Promise<number> => (await stub.call.calls()).now;
      while ((await calls()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
      if (round === 0) continue;
      each.perSecond.push(STARTS / seconds);
      each.processorMicroseconds.push(((await each.processorTime()) - before) / STARTS);
    }
  }

  const fixed = contestants[0]?.perSecond ?? [];
  return {
    title: 'Starts per second',
    method: `${ROUNDS} rounds of ${STARTS} logins over HTTP, ${AT_A_TIME} at a time, each by a new browser for another account; the account does not exist, so BlokSec's stand-in answers each call at once. Processor time is that of the server's process, call included.`,
    columns: ['Server', 'starts/s', 'least', 'most', 'share of bare', 'processor µs a start'],
    rows: contestants.map(({ name, perSecond, processorMicroseconds }) => [
      name,
      ...spread(perSecond, 0),
      ratio(perSecond, fixed).toFixed(2),
      median(processorMicroseconds).toFixed(0),
    ]),
    verdicts: ['No goal was set: a start rings a phone, and budgets keep those rare.'],
  };
};
