import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Bank } from './helpers/bank.ts';

let bank: Bank;
beforeAll(async () => {
  bank = await Bank.open();
}, 60_000);
afterAll(() => bank.close());
beforeEach(() => bank.reset({ purpose: 'login', code: '493817' }));
afterEach(() => bank.leave());

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const host = document.activeElement;
    const inner = host?.shadowRoot?.activeElement;
    return `${(inner ?? host)?.getAttribute('part') ?? host?.getAttribute('name')}`.split(
      ' ',
    )[0] as string;
  });

it('takes a login from end to end by keyboard alone', async () => {
  const page = await bank.visit('/form');
  bank.server.handler = (_hit, response) => response.writeHead(303, { location: '/account' }).end();
  await page.getByLabel('Amount').focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Code from your phone' });
  await field.waitFor();
  expect(await focused(page)).toBe('code-input');
  await bank.server.untilHits(2);
  await page.keyboard.type('493817');
  await page.getByText('Code is right. Now approve on your phone.').waitFor();
  expect(await field.isVisible()).toBe(false);
  expect(await focused(page)).toBe('panel');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('button');
  bank.server.accept();
  await page.locator('#account').waitFor();
});

it('takes a pasted code with whatever is around its digits', async () => {
  const page = await bank.visit('/form');
  await page.getByRole('button', { name: 'Send' }).click();
  const field = page.getByRole('textbox', { name: 'Code from your phone' });
  await field.waitFor();
  await bank.server.untilHits(2);
  await page.keyboard.insertText('Code: 493 817.');
  await page.getByText('Code is right').waitFor();
  expect(bank.server.hits[2]?.challenge).toContain('; code="493817"');
});

it('says that a code is wrong and empties the field, which keeps the focus', async () => {
  const page = await bank.visit('/form');
  await page.getByRole('button', { name: 'Send' }).click();
  const field = page.getByRole('textbox', { name: 'Code from your phone' });
  await field.waitFor();
  await bank.server.untilHits(2);
  await field.pressSequentially('12345');
  await page.keyboard.press('Enter'); // One digit short: nothing is sent.
  await page.keyboard.press('Backspace');
  await page.keyboard.type('99');
  await page.getByText('That is not the code on your phone. 2 tries left.').waitFor();
  expect(await field.inputValue()).toBe('');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await focused(page)).toBe('code-input');
  expect(bank.server.hits.filter(({ challenge }) => challenge?.includes('code'))).toHaveLength(1);
  await page.keyboard.type('493817');
  await page.getByText('Code is right').waitFor();
});

it('asks phones for their numeric keyboard and the code that they have received', async () => {
  const page = await bank.visit('/form');
  await page.getByRole('button', { name: 'Send' }).click();
  const field = page.getByRole('textbox', { name: 'Code from your phone' });
  await field.waitFor();
  expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
  expect(await field.getAttribute('inputmode')).toBe('numeric');
});

it('gives the focus back to where it was', async () => {
  const page = await bank.visit('/form');
  await page.getByLabel('Amount').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Code from your phone' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).press('Enter');
  expect(await focused(page)).toBe('amount');
});
