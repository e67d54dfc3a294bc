import { launchChromium } from '@bloksec/chromium';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askToLogIn } from './support/bank.ts';
import { newLaptop } from './support/browsers.ts';
import { type Customer, newCustomer } from './support/customer.ts';
import { answer, readRequest } from './support/phone.ts';
import { screenshot } from './support/screenshots.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
let browser: Browser;
let customer: Customer;
let page: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchChromium()]);
  customer = await newCustomer(world, browser, 'user@example.com');
  page = await (await newLaptop(browser, { javaScriptEnabled: false })).newPage();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await world?.end();
}, 60_000);

test('6. in a new browser a plain page asks for the phone’s code, and the login goes on once the phone has answered', async () => {
  await askToLogIn(page, world, customer.name);
  await page.getByLabel('Code from your phone').waitFor();
  await screenshot(page, 'code-without-script');
  const { code } = await readRequest(customer.phone);
  await page.getByLabel('Code from your phone').fill(code);
  const sent = page.getByRole('button', { name: 'Continue' }).click();
  await answer(customer.phone, 'Approve');
  await sent;
  await page.waitForURL(`${world.bank}/account`);
  expect(await page.getByTestId('balance').innerText()).toContain('1,000.00');
}, 180_000);

test('6. in a known browser the request blocks until the phone answers, and the tap alone is enough', async () => {
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL(`${world.bank}/login`);
  let loaded = false;
  const sent = askToLogIn(page, world, customer.name);
  const arrived = page.waitForURL(`${world.bank}/account`).then(() => (loaded = true));
  const { code } = await readRequest(customer.phone);
  expect(code).toBe('');
  expect(loaded).toBe(false);
  await answer(customer.phone, 'Approve');
  await Promise.all([sent, arrived]);
  await page.getByText(customer.name).waitFor();
}, 180_000);

test('6. denied on the phone, the form comes back to the login page and says what to do', async () => {
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL(`${world.bank}/login`);
  const sent = askToLogIn(page, world, customer.name);
  await readRequest(customer.phone);
  await answer(customer.phone, 'Deny');
  await sent;
  await page.getByRole('alert').getByText('You are not logged in.').waitFor();
  expect(page.url()).toBe(`${world.bank}/login`);
}, 180_000);

test('6. leaving Prefer out is no way around the code: an approved tap lets no new browser in', async () => {
  const attacker = await newLaptop(browser);
  const send = (form: Record<string, string>) =>
    attacker.request.post(`${world.bank}/login`, {
      form: { username: customer.name, ...form },
      headers: { accept: 'text/html' },
      maxRedirects: 0,
    });
  const first = await send({});
  expect(first.status()).toBe(401);
  const html = await first.text();
  expect(html).toContain('Code from your phone');
  // The owner is talked into tapping.
  const { code } = await readRequest(customer.phone);
  await answer(customer.phone, 'Approve');

  const again = await send({});
  expect(again.status()).toBe(401);
  expect(await again.text()).toContain('Code from your phone');
  const challenge = /name="bloksec-challenge" value="([^"]+)"/.exec(html)?.[1] ?? 'none';
  const guess = code === '123456' ? '654321' : '123456';
  const guessed = await send({ 'bloksec-challenge': challenge, 'bloksec-code': guess });
  expect(guessed.status()).toBe(403);
  const account = await attacker.request.get(`${world.bank}/account`, { maxRedirects: 0 });
  expect(account.headers()['location']).toBe('/login');
}, 180_000);
