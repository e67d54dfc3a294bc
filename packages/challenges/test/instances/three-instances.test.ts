import { describe, expect, onTestFinished, test } from 'vitest';
import {
  again,
  type Errand,
  goThrough,
  isApproved,
  login,
  start,
  transfer,
  wait,
} from './harness/approvals.ts';
import { startBank, waitsInFlight } from './harness/start-bank.ts';
import { eventually } from './scenarios/eventually.ts';

describe('three instances behind a round-robin front, with one Redis', () => {
  test('let a thousand logins and step-ups through at once, each with one push and one run of its handler', async () => {
    const bank = await startBank(onTestFinished, { limits: { outstandingCalls: 1_000 } });
    const instances = new Set<string>();
    const seen = <T extends { readonly instance: string | undefined }>(answer: T): T => {
      if (answer.instance !== undefined) instances.add(answer.instance);
      return answer;
    };
    const run = async (errand: Errand): Promise<string> => {
      const started = await start(errand);
      seen(started.answer);
      const { code } = await bank.stub.call.pushed(errand.accountName);
      const through = goThrough(started, code);
      await bank.stub.call.answer(errand.accountName, 'accepted');
      return seen(await through).name;
    };
    const accounts = Array.from({ length: 1_000 }, (_each, index) => `user-${index}`);
    const names = await Promise.all(
      accounts.map((name, index) =>
        run(
          index % 2 === 0
            ? login(bank.browser(), name)
            : transfer(bank.browser(), name, `${index}.00`),
        ),
      ),
    );
    expect(names).toEqual(names.map(() => 'pass'));
    expect(await bank.stub.call.counts()).toEqual(
      Object.fromEntries(accounts.map((name) => [name, 1])),
    );
    const deeds = await bank.deeds();
    expect(deeds.map(({ accountName }) => accountName).toSorted()).toEqual(accounts.toSorted());
    expect(new Set(deeds.map(({ challengeRef }) => challengeRef)).size).toBe(accounts.length);
    expect(instances.size).toBe(3);
  }, 120_000);

  test('start on one, wait on the next, go through on the third', async () => {
    const bank = await startBank(onTestFinished);
    const ports = bank.instances.map(({ port }) => String(port));
    const started = await start(transfer(bank.browser(), 'alice', '25.00'));
    await bank.stub.call.pushed('alice');
    const waiting = again(started, { wait: 25 });
    await eventually('it waits', async () => (await waitsInFlight(bank.instances)) === 1);
    await bank.stub.call.answer('alice', 'accepted');
    const waited = await waiting;
    const through = await again(started);
    expect(waited.problem.challenge?.status).toBe('approved');
    expect(through.name).toBe('pass');
    const visited = [started.answer, waited, through].map(({ instance }) => instance);
    expect(new Set(visited)).toEqual(new Set(ports));
  });

  test('T6: of a hundred parallel repeats of an approved challenge one runs the handler, 99 hear that it was used', async () => {
    const bank = await startBank(onTestFinished);
    const started = await start(transfer(bank.browser(), 'alice', '25.00'));
    await bank.stub.call.pushed('alice');
    const waiting = wait(started);
    await eventually('it waits', async () => (await waitsInFlight(bank.instances)) === 1);
    await bank.stub.call.answer('alice', 'accepted');
    expect(isApproved(await waiting)).toBe(true);
    const answers = await Promise.all(Array.from({ length: 100 }, () => again(started)));
    const names = answers.map(({ name }) => name);
    expect(names.filter((name) => name === 'pass')).toHaveLength(1);
    expect(
      answers.filter(({ status, name }) => status === 409 && name === 'approval-consumed'),
    ).toHaveLength(99);
    expect(await bank.deeds()).toHaveLength(1);
  });
});
