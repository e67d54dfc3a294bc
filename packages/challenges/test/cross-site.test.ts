import { describe, expect, test } from 'vitest';
import { async, type Change, problemOf } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest } from './helpers/gate-under-test.ts';

type Headers = NonNullable<Change['headers']>;

const refused: readonly (readonly [string, Headers])[] = [
  ['cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['same-site, from a sibling domain', { 'sec-fetch-site': 'same-site' }],
  ['none, for a POST', { 'sec-fetch-site': 'none' }],
  ['a foreign origin', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }],
  [
    'the same host on another port',
    { 'sec-fetch-site': undefined, origin: 'https://bank.example:8443' },
  ],
  ['origin null without fetch metadata', { 'sec-fetch-site': undefined, origin: 'null' }],
];
const allowed: readonly (readonly [string, Headers])[] = [
  ['same-origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
  ['the own origin', { 'sec-fetch-site': undefined, origin: 'https://bank.example' }],
  ['no browser', { 'sec-fetch-site': undefined }],
];

describe.each([
  ['with Prefer', async],
  ['blocking', {}],
])('a start %s', (_how, prefer) => {
  test.each(refused)('T22: from %s is refused before any push', async (_where, headers) => {
    const { phone, browser } = gateUnderTest();
    expect(problemOf(await browser().login('alice', { ...prefer, ...headers }))).toBe('csrf');
    await settled();
    expect(phone.rings).toHaveLength(0);
  });

  test.each(refused)(
    'T22: of a step-up from %s is refused before any push',
    async (_where, headers) => {
      const { phone, browser } = gateUnderTest();
      expect(problemOf(await browser().transfer({}, { ...prefer, ...headers }))).toBe('csrf');
      await settled();
      expect(phone.rings).toHaveLength(0);
    },
  );

  test.each(allowed)('from %s rings the phone', async (_where, headers) => {
    const { phone, browser } = gateUnderTest();
    await browser().login('alice', { ...prefer, ...headers });
    expect((await phone.ring()).accountName).toBe('alice');
  });
});

test('the public origin decides where it is configured', async () => {
  const { browser } = gateUnderTest({ publicOrigin: 'https://www.bank.example' });
  const from = (origin: string) =>
    browser().login('alice', { ...async, 'sec-fetch-site': undefined, origin });
  expect(problemOf(await from('https://www.bank.example'))).toBe('approval-required');
  expect(problemOf(await from('https://bank.example'))).toBe('csrf');
});

test('T18: a method override is refused', async () => {
  const { browser } = gateUnderTest();
  const outcome = await browser().transfer({}, { ...async, 'x-http-method-override': 'DELETE' });
  expect(problemOf(outcome)).toBe('malformed-request');
});
