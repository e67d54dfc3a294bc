import { expect, onTestFinished, test, vi } from 'vitest';
import { createGate } from '../src/index.ts';
import { answerOf, async, idOf, problemOf, repeat, testBrowser } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { scriptedPhone } from './helpers/scripted-phone.ts';

const hour = 3_600_000;

test.each([
  ['forward', hour],
  ['back', -hour],
])('T53: a wall clock that is set %s by an hour changes nothing', async (_way, shift) => {
  const phone = scriptedPhone();
  const gate = createGate({ client: phone, applicationSecret: 'a secret for tests' });
  onTestFinished(() => gate.close());
  const browser = testBrowser(gate);
  const logIn = async (): Promise<void> => {
    const id = idOf(await browser.login('alice', async));
    const ring = await phone.ring();
    setClock();
    expect(problemOf(await browser.login('alice', repeat(id)))).toBe('approval-pending');
    ring.approve();
    await settled();
    const presented = ring.code === undefined ? {} : { code: ring.code };
    expect(problemOf(await browser.login('alice', repeat(id, presented)))).toBe('pass');
  };
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  let now = Date.now();
  const setClock = (): void => void vi.setSystemTime((now += shift));
  await logIn();
  // Known browsers, leases, budgets and approvals: all of them have lived through a change by now.
  await logIn();
  const known = answerOf(await browser.login('alice', async));
  expect(known.problem.challenge).not.toHaveProperty('code');
});
