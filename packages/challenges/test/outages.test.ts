import { BlokSecError } from '@bloksec/client';
import { describe, expect, test } from 'vitest';
import { answerOf, async, idOf, problemOf, repeat } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest, type GateUnderTest, logInAsNew } from './helpers/gate-under-test.ts';

const down = new BlokSecError('BlokSec is down', {
  code: 'service-unavailable',
  delivered: 'yes',
});
const unknownAccount = new BlokSecError('no such account', {
  code: 'account-not-found',
  delivered: 'yes',
});

/** So many calls to BlokSec fail, each for another user. */
const fail = async (under: GateUnderTest, times: number, error: Error = down): Promise<void> => {
  for (let count = 0; count < times; count += 1) {
    await under.browser().login(`someone-${under.phone.rings.length}`, async);
    (await under.phone.ring()).fail(error);
    await settled();
  }
};

describe('once BlokSec has failed five times in a row', () => {
  test('a start is answered 503 with the time to wait, and BlokSec is left alone', async () => {
    const under = gateUnderTest();
    await fail(under, 5);
    const answer = answerOf(await under.browser().login('alice', async));
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '10' } });
    await settled();
    expect(under.phone.rings).toHaveLength(5);
  });

  test('whatever waits for it ends at once, a login of which the phone has heard nothing too', async () => {
    const under = gateUnderTest({ limits: { pendingPerAccount: 1 } });
    const [real, decoy] = [under.browser(), under.browser()];
    const ids = [
      idOf(await real.login('alice', async)),
      idOf(await decoy.login('alice', async)),
    ] as const;
    await under.phone.ring();
    const waits = [
      real.login('alice', repeat(ids[0], { wait: 25 })),
      decoy.login('alice', repeat(ids[1], { wait: 25 })),
    ];
    await fail(under, 5);
    expect((await Promise.all(waits)).map(problemOf)).toEqual([
      'approval-failed',
      'approval-failed',
    ]);
    expect(await under.gate.health()).toMatchObject({ callsInFlight: 0, pending: 0 });
  });

  test('it is asked again after ten seconds; one more failure, and it is left alone again', async () => {
    const under = gateUnderTest();
    await fail(under, 5);
    await under.clock.advance(10_000);
    await fail(under, 1);
    expect(problemOf(await under.browser().login('alice', async))).toBe('provider-unavailable');
    await under.clock.advance(10_000);
    await logInAsNew(under, under.browser(), 'alice');
    await fail(under, 4);
    expect(problemOf(await under.browser().login('bob', async))).toBe('approval-required');
  });

  test('but an account that it does not know is an answer, and no failure', async () => {
    const under = gateUnderTest();
    await fail(under, 4);
    await fail(under, 1, unknownAccount);
    await fail(under, 4);
    expect(problemOf(await under.browser().login('alice', async))).toBe('approval-required');
  });
});

test.each(['credentials-refused', 'invalid-response', 'bad-request', 'redirected'] as const)(
  'T25: what may be about one account only, as %s, closes the way for nobody',
  async (code) => {
    const under = gateUnderTest();
    await fail(under, 6, new BlokSecError('no', { code, delivered: 'yes' }));
    expect(problemOf(await under.browser().login('alice', async))).toBe('approval-required');
  },
);

describe('calls in flight', () => {
  test('T33: past the cap a start is answered 503; a quarter is kept for those who are known', async () => {
    const under = gateUnderTest({ limits: { outstandingCalls: 4 } });
    const known = under.browser();
    await logInAsNew(under, known, 'alice');
    const start = async (name: string): Promise<string> =>
      problemOf(await under.browser().login(name, async));
    const strangers = [await start('a'), await start('b'), await start('c'), await start('d')];
    expect(strangers).toEqual([
      ...Array<string>(3).fill('approval-required'),
      'provider-unavailable',
    ]);
    const transfer = (count: number) => under.browser().transfer({ count }, async);
    expect(problemOf(await known.login('alice', async))).toBe('approval-required');
    const full = answerOf(await transfer(1));
    expect(full).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    await settled();
    expect((await under.gate.health()).callsInFlight).toBe(4);
    under.phone.rings.at(-1)?.deny();
    await settled();
    expect(problemOf(await transfer(2))).toBe('approval-required');
  });

  test('T33: a login of which the phone hears nothing, or that joins another, holds no call', async () => {
    const under = gateUnderTest({ limits: { outstandingCalls: 3, pendingPerAccount: 1 } });
    const browser = under.browser();
    for (let count = 0; count < 5; count += 1) {
      expect(problemOf(await browser.login('alice', async))).toBe('approval-required');
      expect(problemOf(await under.browser().login('alice', async))).toBe('approval-required');
      await settled();
    }
    expect((await under.gate.health()).callsInFlight).toBe(1);
  });
});
