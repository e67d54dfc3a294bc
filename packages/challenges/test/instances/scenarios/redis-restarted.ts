import { async } from '../../helpers/browser.ts';
import {
  again,
  goThrough,
  isApproved,
  login,
  type Started,
  start,
  transfer,
  wait,
} from '../harness/approvals.ts';
import { type Bank, startBank, waitsInFlight } from '../harness/start-bank.ts';
import type { ChaosCase } from './chaos-case.ts';
import { eventually } from './eventually.ts';

interface Seen {
  /** What a new login hears while Redis is away. */
  readonly whileAway: string;
  /** Handlers that ran for an account whose phone had not accepted. */
  readonly deedsNotApproved: readonly string[];
  /** Handlers that ran again for the same challenge. */
  readonly repeatedDeeds: number;
  /** What those hear whose approval was used up before. */
  readonly usedBefore: readonly string[];
  /** What those hear whose approval was there, but unused. */
  readonly unusedBefore: readonly string[];
  /** How many of the browsers that waited had an answer in the end. */
  readonly waitersAnswered: number;
  /** New logins and transfers, once it runs again. */
  readonly afterwards: readonly string[];
}

const EACH = 10;

const times = <T>(make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: EACH }, (_each, index) => make(index)));

const loginsOf = (bank: Bank, kind: string): Promise<Started[]> =>
  times((index) => start(login(bank.browser(), `${kind}-${index}`)));

const transfersOf = (bank: Bank, kind: string): Promise<Started[]> =>
  times((index) => start(transfer(bank.browser(), `${kind}-${index}`, '25.00')));

/** Once the phone has accepted and the code is typed: the next repeat goes through. */
const approved = async (bank: Bank, started: readonly Started[]): Promise<readonly Started[]> => {
  const pushes = await Promise.all(started.map((each) => bank.stub.call.pushed(each.accountName)));
  const waits = started.map((each, index) => wait(each, pushes[index]?.code));
  // A repeat that comes after the acceptance would go through at once.
  await eventually('they wait', async () => (await waitsInFlight(bank.instances)) === EACH);
  await Promise.all(started.map((each) => bank.stub.call.answer(each.accountName, 'accepted')));
  if (!(await Promise.all(waits)).every(isApproved)) throw new Error('something was not approved');
  return started;
};

/** Sends a request again until there is an answer of the gate: what the front or a store could not do is tried anew. */
const insist = async (started: Started, code?: string): Promise<string> => {
  for (;;) {
    const answer = await goThrough(started, code).catch(() => undefined);
    if (answer !== undefined && answer.status < 500) return answer.name;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Redis gets SIGKILL in the middle of everything, and is started again. */
export const redisRestarted = (keeps: 'keeps all' | 'keeps nothing'): ChaosCase<Seen> => ({
  title: `Redis, which ${keeps}, is killed and started again`,
  expected: {
    whileAway: 'provider-unavailable',
    deedsNotApproved: [],
    repeatedDeeds: 0,
    usedBefore: Array<string>(EACH).fill(
      keeps === 'keeps all' ? 'approval-consumed' : 'challenge-not-found',
    ),
    unusedBefore: Array<string>(EACH).fill(keeps === 'keeps all' ? 'pass' : 'challenge-not-found'),
    waitersAnswered: EACH,
    afterwards: Array<string>(2 * EACH).fill('pass'),
  },
  run: async (onEnd) => {
    const all = ['--appendonly', 'yes', '--appendfsync', 'always'];
    const bank = await startBank(onEnd, { redisArgs: keeps === 'keeps all' ? all : [] });
    const { stub, redis } = bank;
    const used = await approved(bank, await transfersOf(bank, 'used'));
    for (const { name } of await Promise.all(used.map((each) => again(each)))) {
      if (name !== 'pass') throw new Error(`an approved transfer was answered with ${name}`);
    }
    const unused = await approved(bank, await loginsOf(bank, 'unused'));
    const racing = await approved(bank, await transfersOf(bank, 'racing'));
    const waiting = await loginsOf(bank, 'waiting');
    const pushes = await Promise.all(waiting.map((each) => stub.call.pushed(each.accountName)));
    const waiters = waiting.map((each, index) => insist(each, pushes[index]?.code));
    await eventually('they wait', async () => (await waitsInFlight(bank.instances)) === EACH);

    // Some of these use up their approval, some fail: nobody knows which.
    const races = racing.map((each) => again(each).catch(() => undefined));
    await redis.kill();
    const accepting = waiting.slice(0, EACH / 2);
    await Promise.all(accepting.map((each) => stub.call.answer(each.accountName, 'accepted')));
    const { browser, path, body } = login(bank.browser(), 'nobody');
    const whileAway = await browser.post(path, body, async);
    await Promise.all(races);
    await redis.restart();

    const usedBefore = await Promise.all(used.map((each) => insist(each)));
    const unusedBefore = await Promise.all(unused.map((each) => insist(each)));
    await Promise.all([...racing, ...racing].map((each) => insist(each)));
    await Promise.all(waiting.map((each) => again(each, { cancel: true })));
    const answers = await Promise.all(waiters);
    const fresh = await approved(bank, await loginsOf(bank, 'new'));
    const logins = await Promise.all(fresh.map((each) => again(each)));
    const transfers = await times(async (index) =>
      goThrough(await start(transfer(bank.browser(), `approve-${index}`, '25.00'))),
    );

    const deeds = await bank.deeds();
    const mayAct = /^(used|unused|racing|new|approve)-\d$|^waiting-[0-4]$/;
    return {
      whileAway: whileAway.name,
      deedsNotApproved: deeds.map((each) => each.accountName).filter((name) => !mayAct.test(name)),
      repeatedDeeds: deeds.length - new Set(deeds.map((each) => each.challengeRef)).size,
      usedBefore,
      unusedBefore,
      waitersAnswered: answers.length,
      afterwards: [...logins, ...transfers].map(({ name }) => name),
    };
  },
});
