import { describe, expect, test } from 'vitest';
import type { GateOptions, UserNotice } from '../../src/index.ts';
import { async, idOf, problemOf, repeat } from '../helpers/browser.ts';
import { settled } from '../helpers/fake-clock.ts';
import { logInAsNew } from '../helpers/gate-under-test.ts';
import { watchedGate, type WatchedGate } from './helpers/watched-gate.ts';

interface Notified extends WatchedGate {
  readonly notices: UserNotice[];
}

const notified = (options: GateOptions = {}): Notified => {
  const notices: UserNotice[] = [];
  const notifyUser = (notice: UserNotice): void => void notices.push(notice);
  return { ...watchedGate({ notifyUser, ...options }), notices };
};

/** A step-up, which no cool-down delays, that the phone answers with no. */
const refuse = async (under: Notified, how: 'deny' | 'expire' = 'deny'): Promise<void> => {
  await under.browser().transfer({ at: under.clock.now() }, async);
  (await under.phone.ring())[how]();
  await settled();
};

describe('CH-17: a user is told', () => {
  test('of a login in a browser that was not known: who, from what and where, and when', async () => {
    const under = notified();
    const browser = under.browser();
    await logInAsNew(under, browser, 'Alice');
    expect(under.notices).toEqual([
      {
        reason: 'approved-in-new-browser',
        accountName: 'alice',
        browser: 'Firefox on Linux',
        address: '203.0.113.7',
        at: expect.any(Date),
      },
    ]);
  });

  test('not of the next one in that browser, nor of a step-up', async () => {
    const under = notified();
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    const login = idOf(await browser.login('alice', async));
    (await under.phone.ring()).approve();
    await settled();
    expect(problemOf(await browser.login('alice', repeat(login)))).toBe('pass');
    const stepUp = idOf(await browser.transfer({}, async));
    (await under.phone.ring()).approve();
    await settled();
    expect(problemOf(await browser.transfer({}, repeat(stepUp)))).toBe('pass');
    expect(under.notices).toHaveLength(1);
  });

  test('at the second request within an hour that was denied or not answered, not at the first nor the third', async () => {
    const under = notified();
    await refuse(under, 'deny');
    expect(under.notices).toEqual([]);
    await under.clock.advance(59 * 60_000);
    await refuse(under, 'expire');
    const told = [
      expect.objectContaining({ reason: 'repeated-refusals', accountName: 'alice@example.com' }),
    ];
    expect(under.notices).toEqual(told);
    await refuse(under, 'deny');
    expect(under.notices).toEqual(told);
  });

  test('not where more than an hour lies between the two', async () => {
    const under = notified();
    await refuse(under);
    await under.clock.advance(60 * 60_000 + 1);
    await refuse(under);
    expect(under.notices).toEqual([]);
  });

  test('not of requests that they cancelled themselves', async () => {
    const under = notified();
    const browser = under.browser();
    for (const amount of [1, 2]) {
      const id = idOf(await browser.transfer({ amount }, async));
      await under.phone.ring();
      await browser.transfer({ amount }, repeat(id, { cancel: true }));
    }
    await settled();
    expect(under.notices).toEqual([]);
  });

  test('once, when so many codes in a row were wrong that none is looked at any more', async () => {
    const under = notified({ limits: { accountCodeTries: { points: 4, seconds: 1800 } } });
    for (let round = 0; round < 2; round += 1) {
      const browser = under.browser();
      const id = idOf(await browser.login('alice', async));
      await under.phone.ring();
      for (let tries = 0; tries < 3; tries += 1) {
        expect(under.notices).toHaveLength(round === 1 && tries > 0 ? 1 : 0);
        await browser.login('alice', repeat(id, { code: 'no' }));
      }
    }
    expect(under.notices).toMatchObject([{ reason: 'wrong-codes', accountName: 'alice' }]);
  });
});

describe('CH-17: a hook that fails changes nothing, and is an error line without what it said', () => {
  test.each([
    [
      'throws',
      (): void => {
        throw new Error('no mail for alice');
      },
    ],
    ['rejects', (): Promise<void> => Promise.reject(new TypeError('no mail for alice'))],
    ['throws what is no error', (): Promise<void> => Promise.reject('alice' as never)],
  ])('where it %s', async (_title, notifyUser) => {
    const under = watchedGate({ notifyUser });
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    const id = idOf(await browser.transfer({}, async));
    (await under.phone.ring()).approve();
    await settled();
    expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('pass');
    const told = 'error sys_dependency_fail:notify-user,approved-in-new-browser';
    expect(under.told().filter((line) => line.startsWith('error'))).toEqual([told]);
    expect(JSON.stringify(under.lines)).not.toContain('no mail');
  });

  test('where it never answers', async () => {
    const under = watchedGate({ notifyUser: () => new Promise(() => undefined) });
    await logInAsNew(under, under.browser(), 'alice');
    expect(under.events.at(-1)).toMatchObject({ type: 'approval-used' });
  });
});
