import { BlokSecError } from '@bloksec/client';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../src/index.ts';
import { answerOf, async, idOf, problemOf, repeat, type TestBrowser } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest, logInAsNew } from './helpers/gate-under-test.ts';

describe('requests to the phone', () => {
  test('T2: a fourth login from new browsers without an approval looks the same, and rings no phone', async () => {
    const { phone, browser } = gateUnderTest({ limits: { pendingPerAccount: 5 } });
    const shape = async (): Promise<string> => {
      const outcome = await browser().login('alice', async);
      await settled();
      return JSON.stringify(answerOf(outcome))
        .replaceAll(idOf(outcome), 'id')
        .replaceAll(/bloksec=[\w-]+/g, '');
    };
    const shapes = [await shape(), await shape(), await shape(), await shape()];
    expect(new Set(shapes).size).toBe(1);
    expect(phone.rings).toHaveLength(3);
  });

  test('T2: after each refused login from a new browser the phone is left alone for longer: 30 s, 2 min, 10 min, 60 min', async () => {
    const under = gateUnderTest({
      limits: {
        pushes: { ...DEFAULT_LIMITS.pushes, unknownBrowser: [{ points: 10, seconds: 3600 }] },
      },
    });
    const rings = async (): Promise<boolean> => {
      const before = under.phone.rings.length;
      await under.browser().login('alice', async);
      await settled();
      return under.phone.rings.length > before;
    };
    const quiet: number[] = [];
    for (const seconds of [30, 120, 600, 3600, 3600]) {
      expect(await rings()).toBe(true);
      under.phone.rings.at(-1)?.deny();
      await settled();
      await under.clock.advance((seconds - 1) * 1000);
      quiet.push((await rings()) ? 0 : seconds);
      await under.clock.advance(1000);
    }
    expect(quiet).toEqual([30, 120, 600, 3600, 3600]);
  });

  test('T2: a login that nobody answers counts as refused, one that is cancelled does not', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = idOf(await browser.login('alice', async));
    const cancelled = await under.phone.ring();
    await browser.login('alice', repeat(id, { cancel: true }));
    expect(cancelled.signal?.aborted).toBe(true);
    await under.browser().login('alice', async);
    (await under.phone.ring()).expire();
    await settled();
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(2);
    await under.clock.advance(30_000);
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(3);
  });

  test('T2: an approved login from a new browser begins budget and cool-down anew', async () => {
    const under = gateUnderTest();
    for (let round = 1; round <= 2; round += 1) {
      await under.browser().login('alice', async);
      (await under.phone.ring()).deny();
      await settled();
      await under.clock.advance(round === 1 ? 30_000 : 120_000);
    }
    await logInAsNew(under, under.browser(), 'alice');
    await under.browser().login('alice', async);
    (await under.phone.ring()).deny();
    await settled();
    await under.clock.advance(30_000);
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(5);
  });

  test('T2: a browser has one login at a time: the one that it starts next ends the one before', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const first = idOf(await browser.login('alice', async));
    const ring = await phone.ring();
    const second = idOf(await browser.login('bob', async));
    expect(ring.signal?.aborted).toBe(true);
    expect(problemOf(await browser.login('alice', repeat(first)))).toBe('approval-cancelled');
    expect(problemOf(await browser.login('bob', repeat(second)))).toBe('approval-pending');
  });

  test('T2: at most two logins from new browsers wait on one phone', async () => {
    const { phone, browser } = gateUnderTest();
    for (let count = 0; count < 3; count += 1) await browser().login('alice', async);
    await settled();
    expect(phone.rings).toHaveLength(2);
    phone.rings[0]?.fail(new Error('gone'));
    await settled();
    await browser().login('alice', async);
    await settled();
    expect(phone.rings).toHaveLength(3);
  });

  test('a day has its own budget, which a quarter of an hour does not renew', async () => {
    const under = gateUnderTest();
    for (let round = 0; round < 7; round += 1) {
      await under.browser().login('alice', async);
      await settled();
      under.phone.rings.at(-1)?.fail(new Error('gone'));
      await settled();
      await under.clock.advance(900_000);
    }
    expect(under.phone.rings).toHaveLength(5);
    await under.clock.advance(86_400_000);
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(6);
  });

  test('T25: strangers cannot use up what a known browser may ask for', async () => {
    const under = gateUnderTest();
    const known = under.browser();
    await logInAsNew(under, known, 'alice');
    for (let count = 0; count < 50; count += 1) await under.browser().login('alice', async);
    await settled();
    const before = under.phone.rings.length;
    await known.login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(before + 1);
    expect(before).toBeLessThan(10);
  });

  test('T25: a known browser rings while strangers are paused, after a refusal or after wrong codes', async () => {
    const under = gateUnderTest();
    const known = under.browser();
    await logInAsNew(under, known, 'alice');
    const stranger = under.browser();
    const id = idOf(await stranger.login('alice', async));
    const ring = await under.phone.ring();
    for (let count = 0; count < 5; count += 1) {
      const browser = count < 3 ? stranger : under.browser();
      const guessed = count < 3 ? id : idOf(await browser.login('alice', async));
      await browser.login('alice', repeat(guessed, { code: 'no digits' }));
    }
    ring.deny();
    await settled();
    const before = under.phone.rings.length;
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(before);
    await known.login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(before + 1);
  });

  test('a request that the budget refuses takes no place among those that wait for the phone', async () => {
    const under = gateUnderTest({
      limits: {
        pendingPerAccount: 1,
        pushes: { ...DEFAULT_LIMITS.pushes, unknownBrowser: [{ points: 1, seconds: 600 }] },
      },
    });
    await under.browser().login('alice', async);
    (await under.phone.ring()).fail(new Error('gone'));
    await under.clock.advance(590_000);
    await under.browser().login('alice', async);
    await under.clock.advance(10_000);
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(2);
  });

  test('T2: an approval ends a cool-down that runs', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = idOf(await browser.login('alice', async));
    const ring = await under.phone.ring();
    await under.browser().login('alice', async);
    (await under.phone.ring()).deny();
    ring.approve();
    await settled();
    expect(problemOf(await browser.login('alice', repeat(id, { code: ring.code })))).toBe('pass');
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(3);
  });

  test('T2: a login that BlokSec did not answer in time counts as refused', async () => {
    const under = gateUnderTest();
    await under.browser().login('alice', async);
    const timeout = new BlokSecError('no answer', { code: 'timeout', delivered: 'unknown' });
    (await under.phone.ring()).fail(timeout);
    await settled();
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(1);
  });

  test('T35: of a hundred parallel starts, as many ring as the budget has', async () => {
    const { phone, browser } = gateUnderTest({ limits: { pendingPerAccount: 5 } });
    const addressOf = (count: number) => ({ clientAddress: `198.51.100.${count}` });
    await Promise.all(
      Array.from({ length: 100 }, (_, count) => browser().login('alice', async, addressOf(count))),
    );
    await settled();
    expect(phone.rings).toHaveLength(3);
  });

  test('a step-up past its budget is told so at once; an approval starts the count anew', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const start = (count: number) => browser.transfer({ count }, async);
    for (let count = 1; count <= 4; count += 1) await start(count);
    const id = idOf(await start(5));
    const refused = await start(6);
    expect(problemOf(refused)).toBe('quota-exceeded');
    expect(Number(answerOf(refused).headers['retry-after'])).toBeGreaterThan(0);
    await settled();
    expect(under.phone.rings).toHaveLength(5);
    under.phone.rings[4]?.approve();
    await settled();
    expect(problemOf(await browser.transfer({ count: 5 }, repeat(id)))).toBe('pass');
    expect(problemOf(await start(7))).toBe('approval-required');
  });

  test('a step-up that was refused for its budget is refused again, and rings when it is asked for in time', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    for (let count = 1; count <= 5; count += 1) await browser.transfer({ count }, async);
    for (let tries = 0; tries < 2; tries += 1) {
      expect(problemOf(await browser.transfer({ count: 6 }, async))).toBe('quota-exceeded');
    }
    await under.clock.advance(300_000);
    expect(problemOf(await browser.transfer({ count: 6 }, async))).toBe('approval-required');
    await settled();
    expect(under.phone.rings).toHaveLength(6);
  });
});

describe('guessed codes', () => {
  test('T26: of two hundred parallel guesses over forty challenges of an account, five are looked at', async () => {
    const under = gateUnderTest({ limits: { startsPerAddress: { points: 1000, seconds: 60 } } });
    const challenges: { readonly browser: TestBrowser; readonly id: string }[] = [];
    for (let count = 0; count < 40; count += 1) {
      const browser = under.browser();
      challenges.push({ browser, id: idOf(await browser.login('alice', async)) });
    }
    const looked: boolean[] = [];
    under.gate.onEvent((event) => {
      if (event.type === 'code-refused') looked.push(!event.locked);
    });
    await Promise.all(
      Array.from({ length: 200 }, (_, count) => {
        const { browser, id } = challenges[count % 40]!;
        return browser.login('alice', repeat(id, { code: 'no digits' }));
      }),
    );
    expect(looked.filter(Boolean)).toHaveLength(5);
  });

  test('T26: past five wrong ones in a row the right one counts no more, and no stranger rings the phone for half an hour', async () => {
    const under = gateUnderTest();
    const start = async () => {
      const browser = under.browser();
      return { browser, id: idOf(await browser.login('alice', async)) };
    };
    const [first, last] = [await start(), await start()];
    const rings = [await under.phone.ring(), await under.phone.ring()];
    const wrong = ['000000', '111111', '222222'].find((code) =>
      rings.every((ring) => ring.code !== code),
    );
    for (let count = 0; count < 3; count += 1) {
      await first.browser.login('alice', repeat(first.id, { code: wrong }));
    }
    for (let count = 0; count < 2; count += 1) {
      await last.browser.login('alice', repeat(last.id, { code: wrong }));
    }
    const right = await last.browser.login('alice', repeat(last.id, { code: rings[1]?.code }));
    expect(problemOf(right)).toBe('code-mismatch');
    await under.clock.advance(1_799_000);
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(2);
    await under.clock.advance(1000);
    await under.browser().login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(3);
  });

  test('the right code starts the count of the account anew', async () => {
    const under = gateUnderTest();
    for (let round = 0; round < 3; round += 1) {
      const browser = under.browser();
      const id = idOf(await browser.login('alice', async));
      const ring = await under.phone.ring();
      const wrong = ring.code === '000000' ? '111111' : '000000';
      await browser.login('alice', repeat(id, { code: wrong }));
      await browser.login('alice', repeat(id, { code: wrong }));
      ring.approve();
      await settled();
      expect(problemOf(await browser.login('alice', repeat(id, { code: ring.code })))).toBe('pass');
    }
  });
});
