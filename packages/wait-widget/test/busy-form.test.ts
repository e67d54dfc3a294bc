import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Bank } from './helpers/bank.ts';

let bank: Bank;
beforeAll(async () => {
  bank = await Bank.open();
}, 60_000);
afterAll(() => bank.close());
afterEach(() => bank.leave());

it('gives the focus back into a form that the page hides while it is busy', async () => {
  const page = await bank.visit('/form');
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('form[aria-busy="true"] { display: none }');
    document.adoptedStyleSheets = [sheet];
  });
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByRole('heading', { name: 'Approve on your phone' }).waitFor();
  expect(await page.locator('form').isVisible()).toBe(false);
  await bank.server.untilHits(2);
  bank.server.end('approval-denied');
  await page.getByRole('button', { name: 'Close' }).press('Enter');
  await page.locator('form').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Send');
});
