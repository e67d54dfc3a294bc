import { launchChromium } from '@bloksec/chromium';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askToLogIn, askToTransfer, readAccount, typeCode } from './support/bank.ts';
import { newLaptop, newPhone } from './support/browsers.ts';
import { openMail } from './support/inbox.ts';
import { acceptInvitation, answer, readRequest, whenAnswerable } from './support/phone.ts';
import { screenshot } from './support/screenshots.ts';
import { createWorld, type World } from './support/world.ts';

const USER = 'user@example.com';

let world: World;
let browser: Browser;
let laptop: BrowserContext;
let page: Page;
let phone: Page;

beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchChromium()]);
  laptop = await newLaptop(browser);
  page = await laptop.newPage();
  phone = await newPhone(browser);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await world?.end();
}, 60_000);

test('1. an operator invites user@example.com, and the page says that the invitation is pending', async () => {
  await page.goto(`${world.bank}/operator`);
  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByLabel('E-mail address').fill(USER);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  const invitation = page
    .getByTestId('invitations')
    .getByRole('listitem')
    .filter({ hasText: USER });
  await invitation.getByText('Waiting for the phone').waitFor();
  expect(await invitation.count()).toBe(1);
});

test('2. the phone opens the link in the mail and accepts, and the bank’s page turns to linked by itself', async () => {
  // A page that is loaded anew forgets this.
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  const mailbox = await laptop.newPage();
  const link = await openMail(mailbox, world.pages.inbox, USER);
  await mailbox.frameLocator('iframe').getByRole('img').first().waitFor();
  await screenshot(mailbox, 'inbox');
  await mailbox.close();

  await acceptInvitation(phone, link);
  await page.getByTestId('invitations').getByText('Linked').waitFor();
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  await screenshot(page, 'operator');
}, 120_000);

test('3. a new browser needs the tap and the code that the phone shows', async () => {
  await askToLogIn(page, world, USER);
  const field = page.getByLabel('Code from your phone');
  await field.waitFor();
  await page
    .getByRole('timer')
    .getByText(/\d:\d\d left/)
    .waitFor();
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
  const { text, code } = await readRequest(phone);
  await screenshot(page, 'code');
  await whenAnswerable(phone);
  await screenshot(phone, 'phone-login');
  expect(text).toMatch(/^Log in$/m);
  expect(text).toContain('Harbour Bank');
  expect(text).toContain(`Log in as ${USER}`);
  expect(text).toMatch(/Chrom(e|ium).*127\.0\.0\.1/);
  expect(text).toMatch(/Asked at .*\d{1,2}:\d{2}/);
  expect(code).toMatch(/^\d{6}$/);

  await answer(phone, 'Approve');
  expect((await laptop.request.get(`${world.bank}/account`)).url()).toBe(`${world.bank}/login`);
  await typeCode(page, code);
  await page.waitForURL(`${world.bank}/account`);
  await page.getByTestId('balance').getByText('1,000.00').waitFor();
}, 120_000);

test('3. out and in again, the tap alone is enough, since this browser is known now', async () => {
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL(`${world.bank}/login`);
  await askToLogIn(page, world, USER);
  const { code } = await readRequest(phone);
  await page.getByRole('heading', { name: 'Approve on your phone' }).waitFor();
  await screenshot(page, 'waiting');
  expect(code).toBe('');
  expect(await page.getByLabel('Code from your phone').isVisible()).toBe(false);
  await answer(phone, 'Approve');
  await page.waitForURL(`${world.bank}/account`);
}, 120_000);

test('4. a transfer of 25 EUR is shown on the phone, booked once, and stands in the ledger with its request id', async () => {
  await askToTransfer(page, { payee: 'ACME GmbH', amount: '25.00', reference: 'Invoice 7' });
  const { text } = await readRequest(phone);
  await page.getByRole('heading', { name: 'Approve on your phone' }).waitFor();
  await screenshot(page, 'waiting-transfer');
  await whenAnswerable(phone);
  await screenshot(phone, 'phone-transfer');
  expect(text).toMatch(/^Confirm$/m);
  expect(text).toContain('25.00 EUR');
  expect(text).toContain('ACME GmbH');
  const booked = page.getByTestId('transfers');
  await answer(phone, 'Approve');
  await booked.waitFor();

  const { balance, transfers } = await readAccount(page, world);
  expect(balance).toBe('975.00 EUR');
  expect(transfers).toHaveLength(1);
  expect(transfers[0]).toContain('ACME GmbH');
  expect(transfers[0]).toContain('−25.00 EUR');
  await screenshot(page, 'account');

  // The sandbox's own record of that request.
  const requestId = /[\da-f]{24}/.exec(transfers[0] ?? '')?.[0] ?? 'no request id';
  const admin = await laptop.newPage();
  await admin.goto(world.pages.console);
  const answers = await admin.evaluate(async () => {
    const response = await fetch('/api/requests');
    const { requests } = (await response.json()) as { requests: Array<{ answer: unknown }> };
    return requests.map((request) => request.answer);
  });
  expect(answers).toContainEqual({ requestId, status: 'accepted' });
  await admin.getByText('/auth').first().waitFor();
  await screenshot(admin, 'console');
  await admin.close();
}, 120_000);
