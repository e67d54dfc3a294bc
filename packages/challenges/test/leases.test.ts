import { describe, expect, onTestFinished, test } from 'vitest';
import { type Clock, createGate, memoryChallengeStore, memoryCounterStore } from '../src/index.ts';
import {
  async,
  idOf,
  problemOf,
  repeat,
  type TestBrowser,
  testBrowser,
} from './helpers/browser.ts';
import { fakeClock, settled } from './helpers/fake-clock.ts';
import { scriptedPhone } from './helpers/scripted-phone.ts';

/** Two instances of an application with one store. The first asks BlokSec, the second is where its browsers come back. */
const twoInstances = () => {
  const clock = fakeClock();
  const challengeStore = { ...memoryChallengeStore(clock), shared: true };
  const counterStore = memoryCounterStore(clock);
  const phone = scriptedPhone();
  let dead = false;
  const never = new Promise<never>(() => undefined);
  /** A process that is dead renews nothing: its timers never fire. */
  const mortal: Clock = {
    ...clock,
    sleep: async (ms, signal) => (await clock.sleep(ms, signal), dead ? never : undefined),
  };
  const options = {
    client: phone,
    applicationSecret: 'a secret for tests',
    challengeStore,
    counterStore,
    limits: { pendingPerAccount: 1 },
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const first = createGate({ ...options, clock: mortal });
  const second = createGate({ ...options, clock });
  onTestFinished(() => second.close());
  const browser = (): { onFirst: TestBrowser; onSecond: TestBrowser } => {
    const onFirst = testBrowser(first);
    const onSecond = testBrowser(second);
    return {
      onFirst,
      onSecond: {
        ...onSecond,
        login: async (...values) => {
          for (const [name, value] of onFirst.cookies) onSecond.cookies.set(name, value);
          return onSecond.login(...values);
        },
      },
    };
  };
  return { clock, phone, first, second, browser, kill: () => (dead = true) };
};

describe('T30: where the instance that asked BlokSec dies', () => {
  test('whoever waits elsewhere hears within the lease that it failed, and no later answer approves it', async () => {
    const { clock, phone, browser, kill } = twoInstances();
    const { onFirst, onSecond } = browser();
    const id = idOf(await onFirst.transfer({}, async));
    const ring = await phone.ring();
    await clock.advance(60_000);
    kill();
    const waiting = onSecond.transfer({}, repeat(id, { wait: 25 }));
    await clock.advance(10_001);
    expect(problemOf(await waiting)).toBe('approval-failed');
    ring.approve();
    await settled();
    expect(problemOf(await onSecond.transfer({}, repeat(id)))).toBe('approval-failed');
  });

  test('a login of which the phone has heard nothing ends in the same way', async () => {
    const { clock, browser, kill } = twoInstances();
    const [real, decoy] = [browser(), browser()];
    const ids = [
      idOf(await real.onFirst.login('alice', async)),
      idOf(await decoy.onFirst.login('alice', async)),
    ] as const;
    await settled();
    await clock.advance(60_000);
    kill();
    const waits = [
      real.onSecond.login('alice', repeat(ids[0], { wait: 25 })),
      decoy.onSecond.login('alice', repeat(ids[1], { wait: 25 })),
    ];
    await clock.advance(10_001);
    expect((await Promise.all(waits)).map(problemOf)).toEqual([
      'approval-failed',
      'approval-failed',
    ]);
  });
});

test('a challenge that is cancelled at another instance is given up where it is held, at the next renewal of its lease', async () => {
  const { clock, phone, first, browser } = twoInstances();
  const { onFirst, onSecond } = browser();
  const id = idOf(await onFirst.transfer({}, async));
  const ring = await phone.ring();
  await onSecond.transfer({}, repeat(id, { cancel: true }));
  expect(ring.signal?.aborted).toBe(false);
  await clock.advance(3334);
  expect(ring.signal?.aborted).toBe(true);
  expect(await first.health()).toMatchObject({ callsInFlight: 0, pending: 0 });
});

test('a login that is cancelled at another instance leaves the phone free for the next one at once', async () => {
  const { phone, browser } = twoInstances();
  const { onFirst, onSecond } = browser();
  const id = idOf(await onFirst.login('alice', async));
  await phone.ring();
  await onSecond.login('alice', repeat(id, { cancel: true }));
  await onFirst.login('alice', async);
  await settled();
  expect(phone.rings).toHaveLength(2);
});

describe('an instance that is closed', () => {
  test('sends its waiting browsers on at once, keeps its calls, and what the phone accepts can be used elsewhere', async () => {
    const { phone, first, browser } = twoInstances();
    const { onFirst, onSecond } = browser();
    const id = idOf(await onFirst.transfer({}, async));
    const ring = await phone.ring();
    const waiting = onFirst.transfer({}, repeat(id, { wait: 25 }));
    await settled();
    const closed = first.close();
    const released = await waiting;
    expect(problemOf(released)).toBe('approval-pending');
    expect('answer' in released && released.answer.headers['retry-after']).toBe('1');
    expect(problemOf(await onFirst.transfer({ another: 1 }, async))).toBe('provider-unavailable');
    expect(ring.signal?.aborted).toBe(false);
    ring.approve();
    await closed;
    expect(problemOf(await onSecond.transfer({}, repeat(id)))).toBe('pass');
  });

  test('keeps them for 25 s; what is still pending then has failed', async () => {
    const { clock, phone, first, browser } = twoInstances();
    const { onFirst, onSecond } = browser();
    const id = idOf(await onFirst.transfer({}, async));
    const ring = await phone.ring();
    let closed = false;
    void first.close().then(() => (closed = true));
    await clock.advance(24_999);
    expect(problemOf(await onSecond.transfer({}, repeat(id)))).toBe('approval-pending');
    expect(closed).toBe(false);
    await clock.advance(1);
    expect(closed).toBe(true);
    expect(ring.signal?.aborted).toBe(true);
    expect(problemOf(await onSecond.transfer({}, repeat(id)))).toBe('approval-failed');
  });
});
