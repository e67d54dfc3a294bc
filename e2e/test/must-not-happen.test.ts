import { launchChromium } from '@bloksec/chromium';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askToTransfer, readAccount } from './support/bank.ts';
import { newLaptop } from './support/browsers.ts';
import { newCustomerLoggedIn } from './support/customer.ts';
import { postFromPage, repeatOf, startApproved } from './support/from-page.ts';
import { answer, readRequest } from './support/phone.ts';
import { createWorld, type World } from './support/world.ts';

const NOTHING_BOOKED = { balance: '1,000.00 EUR', transfers: [] };
const ORDER = { payee: 'ACME GmbH', amount: '25.00', reference: 'Invoice 7' };

type LoggedIn = Awaited<ReturnType<typeof newCustomerLoggedIn>>;

let world: World;
let browser: Browser;
let ignoring: LoggedIn;

const approve = async (phone: Page): Promise<void> => {
  await readRequest(phone);
  await answer(phone, 'Approve');
};

const newCustomer = (name: string): Promise<LoggedIn> => newCustomerLoggedIn(world, browser, name);

beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchChromium()]);
  // Its time runs out, for real, while the tests before it run.
  ignoring = await newCustomer('ignoring@example.com');
  await askToTransfer(ignoring.page);
  await readRequest(ignoring.phone);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await world?.end();
}, 60_000);

test('5. denied on the phone: nothing is booked, the page says so, and a second try goes through', async () => {
  const { page, phone } = await newCustomer('denying@example.com');
  await askToTransfer(page);
  await readRequest(phone);
  await answer(phone, 'Deny');
  await page.getByRole('heading', { name: 'Denied on the phone' }).waitFor();
  await page.getByText('Nothing was done. If that was a mistake, try again.').waitFor();
  const other = await page.context().newPage();
  expect(await readAccount(other, world)).toEqual(NOTHING_BOOKED);
  await other.close();

  await page.getByRole('button', { name: 'Try again' }).click();
  await readRequest(phone);
  await answer(phone, 'Approve');
  await page.getByTestId('transfers').waitFor();
  expect((await readAccount(page, world)).transfers).toHaveLength(1);
}, 180_000);

test('5. cancelled in the page: nothing is booked, and the page says what to do with the phone', async () => {
  const { page, phone } = await newCustomer('cancelling@example.com');
  await askToTransfer(page);
  await readRequest(phone);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
  await page.getByText('Ignore the request on your phone.').waitFor();
  await phone.getByText('Nothing to approve').waitFor();
  expect(await readAccount(page, world)).toEqual(NOTHING_BOOKED);
}, 180_000);

test('5. approved, but over the balance: nothing is booked, and the page says so above the form as it was', async () => {
  const { page, phone } = await newCustomer('poor@example.com');
  await askToTransfer(page, { amount: '1000.01' });
  await approve(phone);
  await page.getByRole('alert').getByText('Your balance does not cover this transfer.').waitFor();
  expect(await page.getByLabel('Amount in EUR').inputValue()).toBe('1000.01');
  expect(await readAccount(page, world)).toEqual(NOTHING_BOOKED);
}, 180_000);

test('5. the amount changed after the approval: 403, and the approval is void', async () => {
  const { page, phone } = await newCustomer('changed@example.com');
  const id = await startApproved(page, '/transfers', ORDER, () => approve(phone));

  const changed = { ...ORDER, amount: '250.00' };
  const refused = await postFromPage(page, '/transfers', changed, repeatOf(id));
  expect([refused.status, refused.problem]).toEqual([403, 'binding-mismatch']);
  const original = await postFromPage(page, '/transfers', ORDER, repeatOf(id));
  expect([original.status, original.problem]).toEqual([403, 'binding-mismatch']);
  expect(await readAccount(page, world)).toEqual(NOTHING_BOOKED);
}, 180_000);

test('5. the same approval twice: 409, and the ledger has the transfer once', async () => {
  const { page, phone } = await newCustomer('twice@example.com');
  const id = await startApproved(page, '/transfers', ORDER, () => approve(phone));

  const both = await Promise.all([
    postFromPage(page, '/transfers', ORDER, repeatOf(id)),
    postFromPage(page, '/transfers', ORDER, repeatOf(id)),
  ]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]));
  const again = await postFromPage(page, '/transfers', ORDER, repeatOf(id));
  expect([again.status, again.problem]).toEqual([409, 'approval-consumed']);
  const { balance, transfers } = await readAccount(page, world);
  expect(balance).toBe('975.00 EUR');
  expect(transfers).toHaveLength(1);
}, 180_000);

test('5. another browser with the challenge’s id: 404, as for an id that never was', async () => {
  const { page, phone } = await newCustomer('owner@example.com');
  const thief = await newCustomer('thief@example.com');
  const id = await startApproved(page, '/transfers', ORDER, () => approve(phone));

  const stolen = await postFromPage(thief.page, '/transfers', ORDER, repeatOf(id));
  const invented = await postFromPage(thief.page, '/transfers', ORDER, repeatOf('A'.repeat(27)));
  expect([stolen.status, stolen.problem]).toEqual([404, 'challenge-not-found']);
  expect(stolen).toEqual(invented);
  expect(await readAccount(thief.page, world)).toEqual(NOTHING_BOOKED);

  const owner = await postFromPage(page, '/transfers', ORDER, repeatOf(id));
  expect(owner.status).toBe(201);
}, 180_000);

test('5. another browser with the id of a login: 404, and it is not logged in', async () => {
  const { name, phone, page } = await newCustomer('known@example.com');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL(`${world.bank}/login`);
  const id = await startApproved(page, '/login', { username: name }, () => approve(phone));

  const other = await (await newLaptop(browser)).newPage();
  await other.goto(`${world.bank}/login`);
  const stolen = await postFromPage(other, '/login', { username: name }, repeatOf(id));
  expect([stolen.status, stolen.problem]).toEqual([404, 'challenge-not-found']);
  await other.goto(`${world.bank}/account`);
  expect(other.url()).toBe(`${world.bank}/login`);
}, 180_000);

test('5. not answered in time: nothing is booked, and the page says what to do', async () => {
  const { page } = ignoring;
  await page.getByRole('heading', { name: 'Time is up' }).waitFor({ timeout: 150_000 });
  await page.getByText('Take your phone and try again.').waitFor();
  expect(await readAccount(page, world)).toEqual(NOTHING_BOOKED);
}, 180_000);
