import { launchChromium } from '@bloksec/chromium';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askToTransfer, readAccount } from './support/bank.ts';
import { newCustomerLoggedIn } from './support/customer.ts';
import { answer, readRequest } from './support/phone.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([createWorld(), launchChromium()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await world?.end();
}, 60_000);

test('5. the sandbox killed during the wait: a clear message, nothing booked, and afterwards a new try works', async () => {
  const { page, phone } = await newCustomerLoggedIn(world, browser, 'user@example.com');
  await askToTransfer(page);
  await readRequest(phone);
  await world.killSandbox();
  await page.getByRole('heading', { name: 'No answer from BlokSec' }).waitFor();
  await page.getByText('Nothing was done. Try again in a moment.').waitFor();
  const other = await page.context().newPage();
  expect(await readAccount(other, world)).toEqual({ balance: '1,000.00 EUR', transfers: [] });
  await other.close();

  await world.restartSandbox();
  await phone.reload();
  await page.getByRole('button', { name: 'Try again' }).click();
  const { text } = await readRequest(phone);
  expect(text).toContain('25.00 EUR');
  await answer(phone, 'Approve');
  await page.getByTestId('transfers').waitFor();
  const { balance, transfers } = await readAccount(page, world);
  expect(balance).toBe('975.00 EUR');
  expect(transfers).toHaveLength(1);
}, 240_000);
