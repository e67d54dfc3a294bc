import { describe, expect, test } from 'vitest';
import { async, idOf, problemOf, repeat } from '../helpers/browser.ts';
import { settled } from '../helpers/fake-clock.ts';
import { logInAsNew } from '../helpers/gate-under-test.ts';
import { watchedGate, type WatchedGate } from './helpers/watched-gate.ts';

describe('CH-16: whoever develops reads why no phone rings', () => {
  const withheld = ({ lines }: WatchedGate): unknown[] =>
    lines
      .filter(({ event }) => event.startsWith('excess_rate_limit_exceeded'))
      .map(({ event, description }) => [event.split(',')[1], description]);

  test('others wait for an answer there', async () => {
    const under = watchedGate();
    for (let count = 0; count < 3; count += 1) await under.browser().login('alice', async);
    await settled();
    expect(withheld(under)).toEqual([
      [
        'pending',
        expect.stringMatching(
          /^Nothing was sent to the phone: others wait for an answer there already, \d+ s left\.$/,
        ),
      ],
    ]);
  });

  test('a cool-down runs, and how long it still does', async () => {
    const under = watchedGate();
    await under.browser().login('alice', async);
    (await under.phone.ring()).deny();
    await settled();
    await under.clock.advance(8_000);
    await under.browser().login('alice', async);
    await settled();
    expect(withheld(under)).toEqual([
      [
        'cool-down',
        'Nothing was sent to the phone: cool-down after one was denied or not answered, 22 s left.',
      ],
    ]);
  });

  test('the budget is used up', async () => {
    const once = [{ points: 1, seconds: 3600 }];
    const under = watchedGate({
      limits: { pushes: { unknownBrowser: once, knownBrowser: once, stepUp: once } },
    });
    for (let count = 0; count < 2; count += 1) await under.browser().login('alice', async);
    await settled();
    expect(withheld(under)).toEqual([['budget', expect.stringContaining('3600 s left.')]]);
  });

  test('too many codes were wrong', async () => {
    const under = watchedGate({ limits: { accountCodeTries: { points: 1, seconds: 1800 } } });
    const browser = under.browser();
    const id = idOf(await browser.login('alice', async));
    await under.phone.ring();
    await browser.login('alice', repeat(id, { code: '1' }));
    await under.browser().login('alice', async);
    await settled();
    expect(withheld(under)).toEqual([
      ['code-failures', 'Nothing was sent to the phone: too many wrong codes, 1800 s left.'],
    ]);
  });

  test('in production no more of the account is told than its HMAC', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      const under = watchedGate();
      for (let count = 0; count < 3; count += 1) await under.browser().login('alice', async);
      await settled();
      expect(withheld(under)).toHaveLength(1);
      expect(JSON.stringify(under.lines)).not.toMatch(/alice|203\.0\.113|Firefox/);
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });
});

describe('CH-16: a start that is refused is excess_rate_limit_exceeded with its reason', () => {
  test('its address has started too many', async () => {
    const under = watchedGate({ limits: { startsPerAddress: { points: 1, seconds: 600 } } });
    await under.browser().login('alice', async);
    expect(problemOf(await under.browser().login('bob', async))).toBe('quota-exceeded');
    expect(under.told()).toEqual(['warn excess_rate_limit_exceeded:#,address']);
    expect(under.lines[0]).toMatchObject({ purpose: 'login', retry_after_seconds: 600 });
  });

  test('a known user asks the phone too often', async () => {
    const once = [{ points: 1, seconds: 3600 }];
    const under = watchedGate({
      limits: { pushes: { unknownBrowser: once, knownBrowser: once, stepUp: once } },
    });
    const browser = under.browser();
    await browser.transfer({ amount: 1 }, async);
    await browser.transfer({ amount: 2 }, async);
    expect(under.told()).toEqual(['warn excess_rate_limit_exceeded:#,budget']);
  });

  test('as many logins of a known browser wait for the phone as may', async () => {
    const under = watchedGate({ limits: { pendingPerAccount: 1 } });
    const known = [under.browser(), under.browser()];
    for (const browser of known) await logInAsNew(under, browser, 'alice');
    for (const browser of known) await browser.login('alice', async);
    expect(under.told().at(-1)).toBe('warn excess_rate_limit_exceeded:#,pending');
  });

  test('as many calls are in flight as may', async () => {
    const under = watchedGate({ limits: { outstandingCalls: 1 } });
    await under.browser().login('alice', async);
    expect(problemOf(await under.browser().login('bob', async))).toBe('provider-unavailable');
    expect(under.told()).toEqual(['warn excess_rate_limit_exceeded:#,calls']);
  });
});

test('CH-16: a browser that repeats too often is excess_rate_limit_exceeded with the limit', async () => {
  const under = watchedGate({ limits: { polls: { points: 2, seconds: 60 } } });
  const browser = under.browser();
  const id = idOf(await browser.transfer({}, async));
  for (let count = 0; count < 3; count += 1) await browser.transfer({}, repeat(id));
  expect(under.told()).toEqual(['warn excess_rate_limit_exceeded:#,2']);
});
