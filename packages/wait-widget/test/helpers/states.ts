import type { Page } from 'playwright-core';
import type { Bank } from './bank.ts';

const DISPLAY: [string, string][] = [
  ['Amount', '25.00 EUR'],
  ['To', 'ACME GmbH · DE02 1203 0000 0000 2020 51'],
];

const click = async (bank: Bank, page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Send' }).click();
  await bank.server.untilHits(2);
};
const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name, exact: true }).waitFor();

const ends = (problem: string, title: string) => async (bank: Bank, page: Page) => {
  bank.server.options = { display: DISPLAY };
  await click(bank, page);
  bank.server.end(problem);
  await heading(page, title);
};

const code = (typed: string, said: string) => async (bank: Bank, page: Page) => {
  bank.server.options = { purpose: 'login', code: '493817' };
  await click(bank, page);
  await page.getByRole('textbox', { name: 'Code from your phone' }).fill(typed);
  await page.getByText(said).waitFor();
};

/** Brings the page /form into each state that a person can see. */
export const states: Record<string, (bank: Bank, page: Page) => Promise<void>> = {
  login: async (bank, page) => {
    bank.server.options = { purpose: 'login' };
    await click(bank, page);
  },
  'step-up': async (bank, page) => {
    bank.server.options = { display: DISPLAY };
    await click(bank, page);
  },
  code: code('493', 'type it here'),
  'code-wrong': code('000000', '2 tries left'),
  'code-right': code('493817', 'Code is right'),
  slow: async (bank, page) => {
    await page.clock.install();
    bank.server.options = { purpose: 'login' };
    await click(bank, page);
    await page.clock.runFor(31_000);
    await page.getByText('Nothing on your phone?').waitFor();
  },
  approved: async (bank, page) => {
    bank.server.options = { purpose: 'login' };
    bank.server.handler = () => {}; // Never answers: the state stays.
    await click(bank, page);
    bank.server.accept();
    await heading(page, 'Approved');
  },
  offline: async (bank, page) => {
    bank.server.options = { purpose: 'login' };
    await click(bank, page);
    await page.context().setOffline(true);
    bank.server.challenge?.changed();
    await heading(page, 'No connection');
  },
  denied: ends('approval-denied', 'Denied on the phone'),
  expired: ends('approval-expired', 'Time is up'),
  failed: ends('approval-failed', 'No answer from BlokSec'),
  consumed: ends('approval-consumed', 'Used already'),
  cancelled: async (bank, page) => {
    await click(bank, page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await heading(page, 'Cancelled');
  },
};
