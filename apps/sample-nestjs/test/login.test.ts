import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn, openBank } from './support/open-bank.ts';

let bank: Awaited<ReturnType<typeof openBank>>;

beforeAll(async () => {
  bank = await openBank();
});

afterAll(() => bank.close());

test('an approved login goes on to the account, which starts with 1,000.00 EUR', async () => {
  const phone = await bank.sandbox.link('ada@example.com');
  const browser = bank.newBrowser();
  const response = await logIn(browser, phone, 'ada@example.com');
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/account');
  const page = await (await browser.get('/account')).text();
  expect(page).toContain('1,000.00');
  expect(page).toContain('ada@example.com');
});

test('nobody sees an account without a login', async () => {
  const response = await bank.newBrowser().get('/account');
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/login');
});

test('logging out ends the session and leads to the login', async () => {
  const { browser } = await bank.newCustomer('leaving@example.com');
  const response = await browser.postForm('/logout');
  expect(response.headers.get('location')).toBe('/login');
  expect((await browser.get('/account')).headers.get('location')).toBe('/login');
});

test('a plain form that fails comes back to the login page, which says so once', async () => {
  const browser = bank.newBrowser();
  const response = await browser.postForm('/login', { username: ' not a name ' });
  expect(response.headers.get('location')).toBe('/login');
  expect(await (await browser.get('/login')).text()).toContain('You are not logged in.');
  expect(await (await browser.get('/login')).text()).not.toContain('You are not logged in.');
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https:evil.example',
  'https://evil.example',
  '%2f%2fevil.example',
  'javascript:alert(1)',
])('T42: nobody else says where a login leads: %s', async (target) => {
  const query = `returnTo=${encodeURIComponent(target)}&next=${encodeURIComponent(target)}`;
  const name = `${randomUUID()}@example.com`;
  const { browser, phone } = await bank.newCustomer(name);
  await browser.postForm('/logout');
  const fields = { username: name, returnTo: target, next: target };
  const waiting = browser.postForm(`/login?${query}`, fields, { referer: 'https://evil.example/' });
  await (await phone.nextRequest()).approve();
  expect((await waiting).headers.get('location')).toBe('/account');
  const refused = await browser.postForm(`/login?${query}`, { ...fields, username: ' ' });
  expect(refused.headers.get('location')).toBe('/login');
});

test('a known browser without script is let in by the tap alone, by one request that waits', async () => {
  const { browser, phone } = await bank.newCustomer('known@example.com');
  await browser.postForm('/logout');
  const waiting = browser.postForm('/login', { username: 'known@example.com' });
  const request = await phone.nextRequest();
  expect(request.code).toBeUndefined();
  await request.approve();
  expect((await waiting).headers.get('location')).toBe('/account');
});

test('a known browser without script that is denied comes back to the login page', async () => {
  const { browser, phone } = await bank.newCustomer('refused@example.com');
  await browser.postForm('/logout');
  const waiting = browser.postForm('/login', { username: 'refused@example.com' });
  await (await phone.nextRequest()).deny();
  expect((await waiting).headers.get('location')).toBe('/login');
});

test('every page has a strict policy and is kept by no cache', async () => {
  const { headers } = await bank.newBrowser().get('/login');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
  expect(headers.get('cache-control')).toBe('no-store');
});
