import { BlokSecError } from '@bloksec/client';
import { expect, test } from 'vitest';
import { memoryChallengeStore } from '../../src/index.ts';
import { async, idOf, repeat } from '../helpers/browser.ts';
import { settled } from '../helpers/fake-clock.ts';
import { watchedGate } from './helpers/watched-gate.ts';

test('a gate that can take logins is ready, and says what it holds', async () => {
  const { gate, phone, browser: open } = watchedGate();
  const nothing = { callsInFlight: 0, waitsInFlight: 0, pending: 0 };
  expect(await gate.health()).toEqual({ ready: true, reasons: [], ...nothing });
  const browser = open();
  const id = idOf(await browser.transfer({}, async));
  const ring = await phone.ring();
  const waiting = browser.transfer({}, repeat(id, { wait: 25 }));
  await settled();
  expect(await gate.health()).toMatchObject({
    ready: true,
    callsInFlight: 1,
    waitsInFlight: 1,
    pending: 1,
  });
  ring.approve();
  await waiting;
  expect(await gate.health()).toMatchObject({ callsInFlight: 0, waitsInFlight: 0 });
});

test('while BlokSec is not asked it is not ready, and says when it will be asked again', async () => {
  const { gate, phone, clock, browser } = watchedGate({
    limits: { breaker: { failures: 2, seconds: 10 } },
  });
  for (const amount of [1, 2]) {
    await browser().transfer({ amount }, async);
    (await phone.ring()).fail(
      new BlokSecError('Away.', { code: 'service-unavailable', delivered: 'yes' }),
    );
    await settled();
  }
  await clock.advance(4_000);
  expect(await gate.health()).toMatchObject({
    ready: false,
    reasons: ['BlokSec has failed 2 times in a row. It is asked again in 6 s.'],
  });
  await clock.advance(6_000);
  expect(await gate.health()).toMatchObject({ ready: true, reasons: [] });
});

test('without its challenge store it is not ready, and the reason tells nothing of the store’s', async () => {
  const { gate } = watchedGate({
    challengeStore: {
      ...memoryChallengeStore(),
      ping: () => Promise.reject(new Error('redis://user:password@redis.internal')),
    },
  });
  expect(await gate.health()).toMatchObject({
    ready: false,
    reasons: ['The challenge store is away.'],
  });
});

test('once it is being closed it is not ready', async () => {
  const { gate } = watchedGate();
  const closed = gate.close();
  expect(await gate.health()).toMatchObject({
    ready: false,
    reasons: ['The gate is being closed.'],
  });
  await closed;
});
