import { again, login, start, transfer } from '../../test/instances/harness/approvals.ts';
import { closeConnections, httpBrowser } from '../../test/instances/harness/http-browser.ts';
import { startInstance, startStub } from '../../test/instances/harness/start-bank.ts';
import type { OnEnd } from '../../test/instances/harness/start-program.ts';
import type { Memory } from '../../test/instances/programs/usage.ts';
import { eventually } from '../../test/instances/scenarios/eventually.ts';
import { startBare } from '../programs/start-bare.ts';
import { openFiles } from '../report/open-files.ts';
import { progress } from '../report/progress.ts';
import { type Section, verdict } from '../report/table.ts';
import { median, spread } from '../statistics/samples.ts';
import { inParallel } from '../../test/instances/harness/in-parallel.ts';

const ROUNDS = 3;
const WARM_UP = 200;

/** A server whose memory is measured while more and more wait at it. */
interface Growing {
  /** Lets so many more wait; `from` is how many there are. */
  readonly grow: (from: number, to: number) => Promise<void>;
  readonly memory: () => Promise<Memory>;
}

type Opened = (onEnd: OnEnd) => Promise<Growing>;

const GC = ['--expose-gc'];
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_each, index) => from + index);

const parkedRequests: Opened = async (onEnd) => {
  const bare = await startBare(onEnd, {}, GC);
  return {
    memory: bare.call.memory,
    grow: async (from, to) => {
      await inParallel((to - from) / 100, 1, async (hundred) => {
        for (const index of range(from + hundred * 100, from + (hundred + 1) * 100)) {
          httpBrowser(bare.port)
            .post(`/park/${index}`, { username: `user-${index}` })
            .catch(() => undefined);
        }
        const parked = from + (hundred + 1) * 100;
        await eventually('they are parked', async () => (await bare.call.parked()) === parked);
      });
    },
  };
};

const kyCalls: Opened = async (onEnd) => {
  const stub = await startStub(onEnd);
  const bare = await startBare(onEnd, { apiUrl: `http://127.0.0.1:${stub.port}` }, GC);
  return {
    memory: bare.call.memory,
    grow: async (from, to) => {
      await inParallel((to - from) / 100, 1, async (hundred) => {
        const begin = from + hundred * 100;
        await bare.call.ask(range(begin, begin + 100).map((index) => `user-${index}`));
        await eventually(
          'they are held',
          async () => (await stub.call.calls()).now === begin + 100,
        );
      });
    },
  };
};

const wholeLogins: Opened = async (onEnd) => {
  const stub = await startStub(onEnd);
  const apiUrl = `http://127.0.0.1:${stub.port}`;
  // The time limits are the longest that there are, so that nothing ends during a round.
  const limits = {
    outstandingCalls: 10_000,
    codePendingMs: 600_000,
    stepUpPendingMs: 600_000,
    holdMs: 30_000,
  };
  const instance = await startInstance(onEnd, { apiUrl, limits }, GC);
  return {
    memory: instance.call.memory,
    grow: async (from, to) => {
      await inParallel(to - from, 32, async (index) => {
        const browser = httpBrowser(instance.port);
        const name = `user-${from + index}`;
        // A quarter of the calls is kept for known browsers and step-ups.
        const isStepUp = (from + index) % 4 === 3;
        const started = await start(
          isStepUp ? transfer(browser, name, '25.00') : login(browser, name),
        );
        void waitOn(() => again(started, { wait: 30 }));
      });
      await eventually('all wait, and all are asked', async () => {
        const [health, calls] = await Promise.all([instance.call.health(), stub.call.calls()]);
        return health.waitsInFlight === to && calls.now === to;
      });
    },
  };
};

/** A browser that repeats its request whenever it is told to, until it is gone. */
const waitOn = async (poll: () => Promise<{ readonly name: string }>): Promise<void> => {
  try {
    while ((await poll()).name === 'approval-pending');
  } catch {
    // The server has gone.
  }
};

/** Bytes that one more waiting browser takes, on average over all of them, at each size. */
const measure = async (open: Opened, sizes: readonly number[]): Promise<readonly Memory[]> => {
  const ends: (() => Promise<void>)[] = [];
  const growing = await open((end) => ends.push(end));
  try {
    await growing.grow(0, WARM_UP);
    const before = await growing.memory();
    const measured: Memory[] = [];
    let waiting = WARM_UP;
    for (const size of sizes) {
      await growing.grow(waiting, size);
      waiting = size;
      const { heap, rss } = await growing.memory();
      const more = size - WARM_UP;
      measured.push({ heap: (heap - before.heap) / more, rss: (rss - before.rss) / more });
    }
    return measured;
  } finally {
    closeConnections();
    for (const end of ends.toReversed()) await end();
  }
};

/** What a browser that waits costs: its request, the call to BlokSec, and the state. */
export const memoryPerBrowser = async (): Promise<Section> => {
  // The whole login takes two sockets.
  const most = Math.floor(Math.min(10_000, (openFiles() - 200) / 2) / 100) * 100;
  const sizes = [1_000, 5_000, most];
  const contestants = [
    { name: 'parked request, bare node:http', open: parkedRequests },
    { name: 'pending call, bare ky', open: kyCalls },
    { name: 'whole waiting login, gate', open: wholeLogins },
  ];
  const rounds: (readonly (readonly Memory[])[])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ofRound: (readonly Memory[])[] = [];
    for (const { name, open } of contestants) {
      progress(`memory, round ${round + 1}: ${name}`);
      ofRound.push(await measure(open, sizes));
    }
    rounds.push(ofRound);
  }
  const kibibytes = (contestant: number, size: number, kind: keyof Memory): number[] =>
    rounds.map((ofRound) => (ofRound[contestant]?.[size]?.[kind] ?? Number.NaN) / 1024);
  const rows = sizes.flatMap((count, size) =>
    contestants.map(({ name }, contestant) => [
      `${count}: ${name}`,
      ...spread(kibibytes(contestant, size, 'heap')),
      ...spread(kibibytes(contestant, size, 'rss')),
    ]),
  );
  const verdicts = sizes.flatMap((count, size) =>
    (['heap', 'rss'] as const).map((kind) => {
      const [parked = 0, call = 0, whole = 0] = contestants.map((_each, contestant) =>
        median(kibibytes(contestant, size, kind)),
      );
      return verdict(
        `${kind} at ${count} within the sum of the parts and 15 %`,
        `${whole.toFixed(1)} KiB where the parts are ${(parked + call).toFixed(1)} (${((whole / (parked + call) - 1) * 100).toFixed(0)} % more)`,
        whole <= (parked + call) * 1.15,
      );
    }),
  );
  return {
    title: 'Memory per waiting browser',
    method: `KiB of the server's process for each that waits, after a garbage collection. The whole login is poll, pending call to BlokSec and state, in memory; every fourth is a step-up. ${ROUNDS} rounds, a new process each. The largest size is what ${openFiles()} open files a process allow.`,
    columns: ['Waiting', 'heap KiB', 'least', 'most', 'RSS KiB', 'least', 'most'],
    rows,
    verdicts,
  };
};
