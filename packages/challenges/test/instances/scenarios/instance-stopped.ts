import { again, goThrough, login, start, transfer } from '../harness/approvals.ts';
import { startBank, waitsInFlight } from '../harness/start-bank.ts';
import type { ChaosCase } from './chaos-case.ts';
import { eventually } from './eventually.ts';

interface Seen {
  /** What those hear who wait at the instance when it is told to stop. */
  readonly waiting: readonly string[];
  readonly toldAtOnce: boolean;
  /** What those hear whose phone accepts during the grace time, from the other instances. */
  readonly acceptedInGraceTime: readonly string[];
  /** What those hear whose phone says nothing. */
  readonly notAnswered: readonly string[];
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly deeds: number;
}

/** SIGTERM for the process that asked BlokSec, while browsers wait at it. */
export const instanceStopped = (shutdownGraceMs: number): ChaosCase<Seen> => ({
  title: 'the instance that asked BlokSec is told to stop',
  expected: {
    waiting: Array<string>(4).fill('approval-pending, try again'),
    toldAtOnce: true,
    acceptedInGraceTime: ['pass', 'pass'],
    notAnswered: ['approval-failed', 'approval-failed'],
    exitCode: 0,
    stderr: '',
    deeds: 2,
  },
  run: async (onEnd) => {
    const bank = await startBank(onEnd, { limits: { shutdownGraceMs } });
    const [stopping, ...others] = bank.instances;
    if (stopping === undefined) throw new Error('no instance');
    await bank.front.call.setPorts([stopping.port]);
    const started = await Promise.all([
      start(login(bank.browser(), 'accepts-login')),
      start(transfer(bank.browser(), 'accepts-transfer', '25.00')),
      start(login(bank.browser(), 'silent-login')),
      start(transfer(bank.browser(), 'silent-transfer', '25.00')),
    ]);
    const pushes = await Promise.all(
      started.map(({ accountName }) => bank.stub.call.pushed(accountName)),
    );
    const waits = started.map((each) => again(each, { wait: 25 }));
    await eventually('four browsers wait', async () => (await waitsInFlight(bank.instances)) === 4);
    await bank.front.call.setPorts(others.map(({ port }) => port));

    const told = performance.now();
    const stopped = stopping.stop();
    const waiting = await Promise.all(waits);
    const toldAfterMs = performance.now() - told;

    const ends = started.map((each, index) => goThrough(each, pushes[index]?.code));
    await bank.stub.call.answer('accepts-login', 'accepted');
    await bank.stub.call.answer('accepts-transfer', 'accepted');
    const names = (await Promise.all(ends)).map(({ name }) => name);
    return {
      waiting: waiting.map(({ name, headers }) =>
        headers['retry-after'] === undefined ? name : `${name}, try again`,
      ),
      toldAtOnce: toldAfterMs < 1_000,
      acceptedInGraceTime: names.slice(0, 2),
      notAnswered: names.slice(2),
      exitCode: await stopped,
      stderr: stopping.stderr(),
      deeds: (await bank.deeds()).length,
    };
  },
});
