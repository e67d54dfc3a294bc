import { BlokSecClient } from '@bloksec/client';
import {
  createGate,
  memoryChallengeStore,
  memoryCounterStore,
  memoryKnownBrowserStore,
  type GateOptions,
} from '../../../src/index.ts';
import { async, idOf, repeat } from '../../helpers/browser.ts';
import { settled } from '../../helpers/fake-clock.ts';
import { canary, carelessError } from './canaries.ts';
import { echoes, startEchoingBlokSec } from './echoing-bloksec.ts';
import type { World } from './world.ts';

/** BlokSec fails in every way that it can, and repeats what it was sent. */
export const failingBlokSec = async (world: World): Promise<void> => {
  const server = await startEchoingBlokSec(world.canaries);
  const client = new BlokSecClient({
    applicationId: 'canary-application',
    applicationSecret: canary.secret,
    apiUrl: server.url,
  });
  let calls = 0;
  for (const echo of echoes) {
    server.next(echo);
    const { browser: open } = world.gate({
      client,
      limits: { breaker: { failures: 2, seconds: 9 } },
    });
    const browser = open();
    const login = idOf(await browser.login(async));
    const stepUp = idOf(await browser.transfer(async));
    calls += 2;
    await server.answered(calls);
    await browser.transfer(repeat(stepUp, { wait: 25 }));
    await browser.login(repeat(login));
    // Past two failures of BlokSec itself this one is refused, by the breaker.
    await open().transfer(async);
    calls += world.events.at(-1)?.type === 'start-refused' ? 0 : 1;
  }
  server.close();
};

/** The client throws what it must not. */
export const failingClient = async (world: World): Promise<void> => {
  for (const thrown of [carelessError(world.canaries), world.canaries.text(), { ...canary }]) {
    const { phone, browser: open } = world.gate();
    const browser = open();
    const id = idOf(await browser.transfer(async));
    (await phone.ring()).fail(thrown);
    await settled();
    await browser.transfer(repeat(id));
  }
};

const failingAt = <Store extends object>(store: Store, method: string, fail: () => never): Store =>
  new Proxy(store, {
    get: (target, name) => (name === method ? async () => fail() : Reflect.get(target, name)),
  });

/** Each method of each store fails, and tells all that it knows. */
export const failingStores = async (world: World): Promise<void> => {
  const fail = (): never => {
    throw carelessError(world.canaries);
  };
  const stores = {
    challengeStore: memoryChallengeStore,
    counterStore: memoryCounterStore,
    knownBrowserStore: memoryKnownBrowserStore,
  };
  for (const [option, create] of Object.entries(stores)) {
    const methods = Object.entries(create()).filter(([, member]) => typeof member === 'function');
    for (const [method] of methods) {
      const store = failingAt<object>(create(), method, fail);
      const options = { [option]: store } as GateOptions;
      const { gate, phone, browser: open } = world.gate(options);
      for (const start of ['login', 'transfer'] as const) {
        const browser = open();
        const outcome = await browser[start](async);
        if (!('answer' in outcome) || outcome.answer.problem.challenge === undefined) continue;
        const id = idOf(outcome);
        const ring = phone.rings.at(-1);
        ring?.approve();
        await settled();
        await browser[start](repeat(id, { code: ring?.code }));
        await browser[start](repeat(id));
        await browser[start](repeat(id, { cancel: true }));
      }
      world.printed.push(JSON.stringify(await gate.health()));
    }
  }
};

/** What an application adds fails. */
export const failingHooks = async (world: World): Promise<void> => {
  for (const notifyUser of [
    (): never => {
      throw carelessError(world.canaries);
    },
    () => Promise.reject(carelessError(world.canaries)),
    () => Promise.reject(world.canaries.text() as never),
  ]) {
    const { gate, phone, browser: open } = world.gate({ notifyUser });
    gate.onEvent(() => {
      throw carelessError(world.canaries);
    });
    const browser = open();
    const id = idOf(await browser.login(async));
    const ring = await phone.ring();
    ring.approve();
    await settled();
    await browser.login(repeat(id, { code: ring.code }));
  }
};

/** The gate is closed while somebody waits, and asked afterwards. */
export const closing = async (world: World): Promise<void> => {
  const { gate, browser: open } = world.gate();
  const browser = open();
  const id = idOf(await browser.transfer(async));
  const waiting = browser.transfer(repeat(id, { wait: 25 }));
  await settled();
  await gate.close();
  await waiting;
  await browser.transfer(repeat(id));
  await open().login(async);
};

/** What is wrong with a configuration is printed where the process starts. */
export const badConfiguration = (world: World): void => {
  for (const options of [
    { applicationSecret: canary.secret, apiUrl: `https://user:${canary.password}@bloksec.example` },
    { applicationId: 'app', applicationSecret: `${canary.secret}\n`, apiUrl: 'ftp://x' },
    { applicationSecret: canary.secret, key: canary.session, previousSecrets: [''] },
  ]) {
    try {
      createGate(options);
      world.printed.push('This configuration was accepted.');
    } catch (error) {
      world.printed.push(String(error));
    }
  }
};
