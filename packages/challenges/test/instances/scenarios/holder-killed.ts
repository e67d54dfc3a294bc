import { again, type Errand, login, start, transfer, wait } from '../harness/approvals.ts';
import { startBank, waitsInFlight } from '../harness/start-bank.ts';
import type { ChaosCase } from './chaos-case.ts';
import { eventually } from './eventually.ts';

interface Seen {
  /** What the browser hears that waits, within the lease, and what a repeat hears after it. */
  readonly login: readonly string[];
  readonly unknownAccount: readonly string[];
  readonly transfer: readonly string[];
  /** With the right code, after the phone has accepted. */
  readonly afterAcceptance: readonly string[];
  readonly pushes: Readonly<Record<string, number>>;
  readonly deeds: number;
}

/** For a machine that is busy with other tests. */
const MARGIN_MS = 2_000;

/** The process that asked BlokSec gets SIGKILL, while browsers wait at the others. */
export const holderKilled = (leaseMs: number): ChaosCase<Seen> => ({
  title: 'the instance that asked BlokSec is killed',
  expected: {
    login: ['approval-failed', 'approval-failed'],
    unknownAccount: ['approval-failed', 'approval-failed'],
    transfer: ['approval-failed', 'approval-failed'],
    afterAcceptance: ['approval-failed', 'approval-failed', 'approval-failed'],
    pushes: { alice: 1, 'unknown-bob': 1, carol: 1 },
    deeds: 0,
  },
  run: async (onEnd) => {
    const bank = await startBank(onEnd, { limits: { leaseMs } });
    const [holder, ...others] = bank.instances;
    if (holder === undefined) throw new Error('no instance');
    await bank.front.call.setPorts([holder.port]);
    const errands: readonly Errand[] = [
      login(bank.browser(), 'alice'),
      login(bank.browser(), 'unknown-bob'),
      transfer(bank.browser(), 'carol', '25.00'),
    ];
    const started = await Promise.all(errands.map(start));
    const pushes = await Promise.all(
      errands.map(({ accountName }) => bank.stub.call.pushed(accountName)),
    );
    await bank.front.call.setPorts(others.map(({ port }) => port));
    const waits = started.map((each) => wait(each));
    await eventually(
      'three browsers wait',
      async () => (await waitsInFlight(bank.instances)) === 3,
    );

    await holder.kill();
    const tooLate = new Promise<string>((resolve) => {
      setTimeout(() => resolve('nothing in time'), leaseMs + MARGIN_MS).unref();
    });
    const told = await Promise.all(
      waits.map((each) => Promise.race([each.then(({ name }) => name), tooLate])),
    );
    const repeated = await Promise.all(started.map((each) => again(each)));
    const names = (index: number): string[] => [told[index] ?? '', repeated[index]?.name ?? ''];

    await Promise.all(
      errands.map(({ accountName }) => bank.stub.call.answer(accountName, 'accepted')),
    );
    const late = await Promise.all(
      started.map((each, index) => again(each, { code: pushes[index]?.code })),
    );
    return {
      login: names(0),
      unknownAccount: names(1),
      transfer: names(2),
      afterAcceptance: late.map(({ name }) => name),
      pushes: await bank.stub.call.counts(),
      deeds: (await bank.deeds()).length,
    };
  },
});
