import type { Page } from 'playwright-core';
import type { Customer } from './customer.ts';
import { answer, readRequest } from './phone.ts';
import type { World } from './world.ts';

/** Types the account name into the login form and sends it. */
export const askToLogIn = async (page: Page, world: World, name: string): Promise<void> => {
  await page.goto(`${world.bank}/login`);
  await page.getByLabel('Account name').fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
};

/** Types the code that the phone shows. */
export const typeCode = async (page: Page, code: string): Promise<void> => {
  await page.getByLabel('Code from your phone').fill(code);
};

/** Logs in with tap and code, in a browser that is new to the bank. */
export const logIn = async (
  page: Page,
  world: World,
  { name, phone }: Pick<Customer, 'name' | 'phone'>,
): Promise<void> => {
  await askToLogIn(page, world, name);
  const { code } = await readRequest(phone);
  await typeCode(page, code);
  await answer(phone, 'Approve');
  await page.waitForURL(`${world.bank}/account`);
};

/** Fills the transfer form in and sends it. */
export const askToTransfer = async (
  page: Page,
  { payee = 'ACME GmbH', amount = '25.00', reference = 'Invoice 7' } = {},
): Promise<void> => {
  const form = page.locator('#transfer-form');
  await form.getByLabel('To').fill(payee);
  await form.getByLabel('Amount in EUR').fill(amount);
  await form.getByLabel('Reference').fill(reference);
  await form.getByRole('button', { name: 'Transfer' }).click();
};

/** What the ledger says, as the account page shows it after loading it anew. */
export const readAccount = async (
  page: Page,
  world: World,
): Promise<{ balance: string; transfers: string[] }> => {
  await page.goto(`${world.bank}/account`);
  return {
    balance: (await page.getByTestId('balance').innerText()).replaceAll(/\s+/g, ' '),
    transfers: await page.getByTestId('transfers').getByRole('listitem').allInnerTexts(),
  };
};
