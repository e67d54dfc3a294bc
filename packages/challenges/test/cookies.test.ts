import { afterEach, expect, test, vi } from 'vitest';
import { answerOf, async } from './helpers/browser.ts';
import { gateUnderTest } from './helpers/gate-under-test.ts';

afterEach(() => vi.unstubAllEnvs());

const cookieAt = async (host: string, secure: boolean): Promise<string> => {
  const { browser } = gateUnderTest();
  const outcome = await browser().login('alice', async, { host, secure });
  return String(answerOf(outcome).headers['set-cookie']);
};

test.each([
  ['bank.example', true],
  ['bank.example', false],
  ['localhost:3000', true],
])(
  'T41: at %s (TLS seen: %s) the cookie is __Host-, Secure, HttpOnly and Strict',
  async (host, secure) => {
    expect(await cookieAt(host, secure)).toMatch(
      /^__Host-bloksec=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  },
);

test('only plain-http development on this machine gets an unprefixed one', async () => {
  expect(await cookieAt('localhost:3000', false)).toMatch(
    /^bloksec=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  vi.stubEnv('NODE_ENV', 'production');
  expect(await cookieAt('localhost:3000', false)).toMatch(/^__Host-bloksec=/);
});
