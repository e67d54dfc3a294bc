import { again, login, start } from '../../test/instances/harness/approvals.ts';
import { httpBrowser } from '../../test/instances/harness/http-browser.ts';
import { startInstance, startStore, startStub } from '../../test/instances/harness/start-bank.ts';
import type { OnEnd } from '../../test/instances/harness/start-program.ts';
import { progress } from '../report/progress.ts';
import { type Section, verdict } from '../report/table.ts';
import { kolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.ts';
import { quantile } from '../statistics/samples.ts';

const TRIES = 500;
const WARM_UP = 50;
/** What an outsider must not be able to tell apart. BlokSec's answer to a disabled account is assumed. */
const KINDS = {
  denied: 'deny-denied',
  unknown: 'unknown',
  throttled: 'deny-throttled',
  disabled: 'disabled',
} as const;
type Kind = keyof typeof KINDS;
const kinds = Object.keys(KINDS) as Kind[];
/** How soon after the start the repeat comes: while BlokSec is being asked, and when it has answered. */
const PAUSES = { 'repeat at once': 0, 'repeat after 20 ms': 20 } as const;
const measures = ['start', ...(Object.keys(PAUSES) as (keyof typeof PAUSES)[])] as const;
type Measure = (typeof measures)[number];
/** 18 pairs are compared a table: at this level chance alone fails one table in a hundred. */
const LEVEL = 0.01 / 18;

type Samples = Readonly<Record<Measure, Readonly<Record<Kind, number[]>>>>;

const noSamples = (): Readonly<Record<Kind, number[]>> => ({
  denied: [],
  unknown: [],
  throttled: [],
  disabled: [],
});

const timed = async <T>(samples: number[], work: () => Promise<T>): Promise<T> => {
  const begun = performance.now();
  const result = await work();
  samples.push(performance.now() - begun);
  return result;
};

const shuffled = <T>(values: readonly T[]): readonly T[] =>
  values
    .map((value) => ({ value, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);

/** One login from a new browser that nobody approves, as an outsider times it. */
const tryOnce = async (port: number, name: string, kind: Kind, samples: Samples): Promise<void> => {
  const started = await timed(samples.start[kind], () => start(login(httpBrowser(port), name)));
  for (const [measure, pause] of Object.entries(PAUSES) as [keyof typeof PAUSES, number][]) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const answer = await timed(samples[measure][kind], () => again(started));
    if (answer.name !== 'approval-pending') throw new Error(`${kind}: ${answer.name}`);
  }
};

const measure = async (onEnd: OnEnd, apiUrl: string, redisUrl?: string): Promise<Samples> => {
  // One push an account: after it, the account is throttled.
  const limits = {
    pushes: {
      unknownBrowser: [{ points: 1, seconds: 900 }],
      knownBrowser: [{ points: 5, seconds: 900 }],
      stepUp: [{ points: 5, seconds: 300 }],
    },
  };
  const { port } = await startInstance(onEnd, { apiUrl, redisUrl, limits });
  for (let index = -WARM_UP; index < TRIES; index += 1) {
    await start(login(httpBrowser(port), `${KINDS.throttled}-${index}`));
  }
  let samples: Samples = {
    start: noSamples(),
    'repeat at once': noSamples(),
    'repeat after 20 ms': noSamples(),
  };
  for (let index = -WARM_UP; index < TRIES; index += 1) {
    if (index === 0) {
      samples = {
        start: noSamples(),
        'repeat at once': noSamples(),
        'repeat after 20 ms': noSamples(),
      };
    }
    for (const kind of shuffled(kinds)) {
      await tryOnce(port, `${KINDS[kind]}-${index}`, kind, samples);
    }
  }
  return samples;
};

const pairs = kinds.flatMap((first, index) =>
  kinds.slice(index + 1).map((second) => [first, second] as const),
);

/** Whether an outsider can tell by time what became of a login. */
export const concealment = async (onEnd: OnEnd): Promise<Section> => {
  const [stub, redis] = await Promise.all([startStub(onEnd), startStore(onEnd)]);
  const apiUrl = `http://127.0.0.1:${stub.port}`;
  const rows: (string | number)[][] = [];
  const verdicts: string[] = [];
  for (const [where, url] of [
    ['in memory', undefined],
    ['through Redis', redis.url],
  ] as const) {
    progress(`concealment ${where}`);
    const samples = await measure(onEnd, apiUrl, url);
    const tests = measures.flatMap((name) =>
      pairs.map(([first, second]) => {
        const [a, b] = [samples[name][first], samples[name][second]];
        const { d, p } = kolmogorovSmirnov(a, b);
        const medians = [a, b].map((times) => quantile(times, 0.5).toFixed(2));
        rows.push([
          `${where}, ${name}: ${first}, ${second}`,
          ...medians,
          d.toFixed(3),
          p.toFixed(4),
        ]);
        return p;
      }),
    );
    const least = Math.min(...tests);
    verdicts.push(
      verdict(
        `${where}, no pair differs (p ≥ ${LEVEL.toFixed(5)}: 0.01 over ${tests.length} pairs, Bonferroni)`,
        `least p ${least.toFixed(4)}`,
        least >= LEVEL,
      ),
    );
  }
  return {
    title: 'Concealment',
    method: `${TRIES} logins of each kind from new browsers over HTTP, one at a time, kinds in random order: an account whose user denies at once, one that BlokSec does not know, one whose budget is used up, one that BlokSec says is disabled. Compared by the two-sample Kolmogorov–Smirnov test, asymptotic p-value.`,
    columns: ['Pair', 'first, median ms', 'second, median ms', 'D', 'p'],
    rows,
    verdicts,
  };
};
