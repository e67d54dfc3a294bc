import { expect, onTestFinished, test } from 'vitest';
import { again, login, start, type Started } from './harness/approvals.ts';
import { httpBrowser } from './harness/http-browser.ts';
import { inParallel } from './harness/in-parallel.ts';
import { startInstance, startStub, waitsInFlight } from './harness/start-bank.ts';
import { eventually } from './scenarios/eventually.ts';

const BROWSERS = 2_000;
const ROUNDS = 3;
/** A request that waits takes more than 6 KiB, a call more than 30: if they were kept, it would be 36 MiB and more. */
const NOISE_BYTES = 16 * 1024 * 1024;
/** An ended challenge is remembered for ten minutes, and Node's fetch keeps what a connection needs. */
const REMEMBERED_BYTES = BROWSERS * 16 * 1024;

test('two thousand waiting browsers that vanish leave no wait, no call, no memory and no warning behind', async () => {
  const stub = await startStub(onTestFinished);
  const apiUrl = `http://127.0.0.1:${stub.port}`;
  // Browsers that are not known get three quarters of the calls.
  const limits = { outstandingCalls: BROWSERS * 2 };
  const instance = await startInstance(onTestFinished, { apiUrl, limits }, ['--expose-gc']);
  const heap = async (): Promise<number> => (await instance.call.memory()).heap;

  const vanish = async (started: readonly Started[]): Promise<void> => {
    const gone = new AbortController();
    const waits = started.map((each) => again(each, { wait: 25 }, gone.signal).catch(() => 'gone'));
    await eventually('all wait', async () => (await waitsInFlight([instance])) === started.length);
    gone.abort();
    expect(new Set(await Promise.all(waits))).toEqual(new Set(['gone']));
    // Before the lease makes each of them look again.
    const nobodyWaits = async (): Promise<boolean> => (await waitsInFlight([instance])) === 0;
    await eventually('nobody waits', nobodyWaits, 5_000);
  };
  const callsInFlight = async (): Promise<number> => (await stub.call.calls()).now;

  // What is made once is made by the first.
  await vanish([await start(login(httpBrowser(instance.port), 'first'))]);
  const before = await heap();
  const started = await Promise.all(
    Array.from({ length: BROWSERS }, (_each, index) =>
      start(login(httpBrowser(instance.port), `user-${index}`)),
    ),
  );
  await eventually('all are asked', async () => (await callsInFlight()) === BROWSERS + 1);
  await vanish(started);
  const afterOne = await heap();
  for (let round = 0; round < ROUNDS; round += 1) await vanish(started);
  expect(await heap()).toBeLessThan(afterOne + NOISE_BYTES);

  await inParallel(started.length, 32, async (index) => {
    const each = started[index];
    if (each !== undefined) await again(each, { cancel: true });
  });
  await eventually('the calls are given up', async () => (await callsInFlight()) === 1);
  expect(await instance.call.health()).toMatchObject({ waitsInFlight: 0, callsInFlight: 1 });
  expect(await heap()).toBeLessThan(before + REMEMBERED_BYTES);
  expect(instance.stderr()).toBe('');
}, 120_000);
