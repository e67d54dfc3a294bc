import { expect, test } from 'vitest';
import { answerOf, async, idOf, problemOf, repeat } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest } from './helpers/gate-under-test.ts';

test('closing the gate answers who waits, gives up the calls, and starts nothing more', async () => {
  const { gate, phone, browser: open } = gateUnderTest();
  const browser = open();
  const id = idOf(await browser.transfer({}, async));
  const ring = await phone.ring();
  const waiting = browser.transfer({}, repeat(id, { wait: 25 }));
  await gate.close();
  expect(answerOf(await waiting).status).toBe(401);
  expect(ring.signal?.aborted).toBe(true);
  expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('approval-failed');
  const refused = await browser.transfer({ another: 1 }, async);
  expect(problemOf(refused)).toBe('provider-unavailable');
  expect(answerOf(refused).headers['retry-after']).toBe('1');
});

test('a call that was put off until its answer is written is not made once the gate is closed', async () => {
  const { gate, phone, browser: open } = gateUnderTest();
  const browser = open();
  const id = idOf(await browser.transfer({}, async));
  await gate.close();
  await settled();
  expect(phone.rings).toHaveLength(0);
  expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('approval-failed');
});
