import { describe, expect, test } from 'vitest';
import { createGate } from '../src/index.ts';
import { answerOf, async, idOf, problemOf, repeat, testBrowser } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest, type GateUnderTest, logInAsNew } from './helpers/gate-under-test.ts';
import type { TestBrowser } from './helpers/browser.ts';

const isKnown = async (browser: TestBrowser, accountName = 'alice'): Promise<boolean> =>
  answerOf(await browser.login(accountName, async)).problem.challenge?.code === undefined;

const knownBrowser = async (under: GateUnderTest): Promise<TestBrowser> => {
  const browser = under.browser();
  await logInAsNew(under, browser, 'alice');
  await under.clock.advance(1000);
  return browser;
};

describe('the known browsers of an account', () => {
  test('are listed with name and times, the latest first', async () => {
    const under = gateUnderTest();
    await knownBrowser(under);
    const second = await knownBrowser(under);
    const id = idOf(await second.login('alice', async));
    (await under.phone.ring()).approve();
    await settled();
    expect(problemOf(await second.login('alice', repeat(id)))).toBe('pass');
    const [latest, first, ...more] = await under.gate.knownBrowsers('alice');
    expect(more).toEqual([]);
    expect(latest?.name).toBe('Firefox on Linux');
    expect(latest!.lastUsedAt.getTime()).toBeGreaterThan(latest!.since.getTime());
    expect(latest!.since.getTime()).toBeGreaterThan(first!.since.getTime());
    expect(await under.gate.knownBrowsers('bob')).toEqual([]);
  });

  test('can be revoked one by one: that browser types the code again, the other does not', async () => {
    const under = gateUnderTest();
    const first = await knownBrowser(under);
    const second = await knownBrowser(under);
    const [latest] = await under.gate.knownBrowsers('alice');
    await under.gate.forgetKnownBrowsers('alice', latest?.id);
    expect(await isKnown(second)).toBe(false);
    expect(await isKnown(first)).toBe(true);
    expect(await under.gate.knownBrowsers('alice')).toHaveLength(1);
  });

  test('can be revoked all at once, and become known again by a login with the code', async () => {
    const under = gateUnderTest();
    const browsers = [await knownBrowser(under), await knownBrowser(under)];
    await under.gate.forgetKnownBrowsers('alice');
    expect(await under.gate.knownBrowsers('alice')).toEqual([]);
    await under.clock.advance(1000);
    expect(await isKnown(await knownBrowser(under))).toBe(true);
    for (const browser of browsers) expect(await isKnown(browser)).toBe(false);
  });

  test('survive a restart that empties the memory', async () => {
    const under = gateUnderTest();
    const browser = await knownBrowser(under);
    const restarted = createGate({
      client: under.phone,
      applicationSecret: 'a secret for tests',
      clock: under.clock,
    });
    const sameBrowser = testBrowser(restarted);
    for (const [name, value] of browser.cookies) sameBrowser.cookies.set(name, value);
    expect(await isKnown(sameBrowser)).toBe(true);
    await restarted.close();
  });

  test('stay known, and stay revoked, when the secret is rotated', async () => {
    const under = gateUnderTest();
    const [kept, revoked] = [await knownBrowser(under), await knownBrowser(under)];
    const stores = {
      client: under.phone,
      clock: under.clock,
      knownBrowserStore: under.knownBrowserStore,
    };
    const [latest] = await under.gate.knownBrowsers('alice');
    await under.gate.forgetKnownBrowsers('alice', latest?.id);
    const rotated = createGate({
      ...stores,
      applicationSecret: 'the next secret',
      previousSecrets: ['a secret for tests'],
    });
    for (const [browser, known] of [
      [kept, true],
      [revoked, false],
    ] as const) {
      const same = testBrowser(rotated);
      for (const [name, value] of browser.cookies) same.cookies.set(name, value);
      expect(await isKnown(same)).toBe(known);
    }
    expect(await rotated.knownBrowsers('alice')).toHaveLength(1);
    await rotated.close();
  });

  test('are known for 180 days from their last login', async () => {
    const under = gateUnderTest();
    const browser = await knownBrowser(under);
    const day = 86_400_000;
    await under.clock.advance(180 * day - 90_000);
    expect(await isKnown(browser)).toBe(true);
    await under.clock.advance(90_000);
    expect(await isKnown(browser)).toBe(false);
  });
});
