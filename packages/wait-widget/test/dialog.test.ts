import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type * as Widget from '../src/index.ts';
import { Bank } from './helpers/bank.ts';

let bank: Bank;
beforeAll(async () => {
  bank = await Bank.open();
}, 60_000);
afterAll(() => bank.close());
beforeEach(() => bank.reset());
afterEach(() => bank.leave());

/** Calls approvedFetch from the page's own button; tells how it ended, and which events came. */
const fetchFromButton = async (page: Page): Promise<() => Promise<unknown>> => {
  await page.evaluate(() => {
    const { widget } = globalThis as unknown as { widget: typeof Widget };
    const outcome: unknown[] = [];
    for (const type of ['pending', 'settled']) {
      document.addEventListener(`bloksec-${type}`, (event) => {
        outcome.push('outcome' in event ? event.outcome : type);
      });
    }
    (document.querySelector('#own') as HTMLElement).onclick = () => {
      const done = widget
        .approvedFetch('/transfers', { method: 'POST', body: 'amount=25' })
        .then(async (response) => [...outcome, `${response.status} ${await response.text()}`])
        .catch((error: Error & { reason?: string }) => [...outcome, error.name, error.reason]);
      Object.assign(globalThis, { done });
    };
  });
  await page.locator('#own').click();
  return () => page.evaluate(() => (globalThis as unknown as { done: unknown }).done);
};

it('opens a dialog by itself, and resolves with the answer when it is approved', async () => {
  const page = await bank.visit('/script');
  const done = await fetchFromButton(page);
  const dialog = page.getByRole('dialog', { name: 'Approve on your phone' });
  await dialog.waitFor();
  await bank.server.untilHits(2);
  bank.server.accept();
  expect(await done()).toEqual(['pending', 'approved', '200 done']);
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator('bloksec-wait').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('own');
});

it('shows nothing where no approval is needed', async () => {
  const page = await bank.visit('/script');
  bank.server.faults.push({ status: 404, body: 'none' });
  const done = await fetchFromButton(page);
  expect(await done()).toEqual(['404 none']);
  expect(await page.locator('bloksec-wait').count()).toBe(0);
});

it('uses the element of the page that has no form', async () => {
  const page = await bank.visit('/place');
  const done = await fetchFromButton(page);
  await page.getByRole('region', { name: 'Approve on your phone' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await bank.server.untilHits(2);
  bank.server.accept();
  expect(await done()).toEqual(['pending', 'approved', '200 done']);
  expect(await page.locator('bloksec-wait').count()).toBe(1);
});

it('cancels by Escape, tells to ignore the phone, and rejects once that is closed', async () => {
  const page = await bank.visit('/script');
  const done = await fetchFromButton(page);
  await page.getByRole('heading', { name: 'Approve on your phone' }).waitFor();
  await bank.server.untilHits(2);
  await page.keyboard.press('Escape');
  await page.getByText('Ignore the request on your phone').waitFor();
  await page.keyboard.press('Escape');
  expect(await done()).toEqual(['pending', 'cancelled', 'ApprovalError', 'cancelled']);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('own');
});

it('goes on with the same promise after "Try again"', async () => {
  const page = await bank.visit('/script');
  const done = await fetchFromButton(page);
  await bank.server.untilHits(2);
  bank.server.end('approval-expired');
  await page.getByRole('button', { name: 'Try again' }).click();
  await bank.server.untilHits(4);
  bank.server.accept();
  expect(await done()).toEqual(['pending', 'expired', 'pending', 'approved', '200 done']);
});

it('does not offer another try where it may have been done', async () => {
  const page = await bank.visit('/script');
  const done = await fetchFromButton(page);
  await bank.server.untilHits(2);
  bank.server.end('approval-consumed');
  await page.getByText('It may have been done. Look before you try again.').waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await done()).toEqual(['pending', 'consumed', 'ApprovalError', 'consumed']);
});

it('tells that the connection is lost, and goes on when it is back', async () => {
  const page = await bank.visit('/script');
  const done = await fetchFromButton(page);
  await bank.server.untilHits(2);
  await page.context().setOffline(true);
  bank.server.challenge?.changed(); // Ends the held request, which is now lost.
  await page.getByRole('heading', { name: 'No connection' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Approve on your phone' }).waitFor();
  bank.server.accept();
  expect(await done()).toEqual(['pending', 'approved', '200 done']);
});

it('T42: refuses another origin with a clear error, before anything is sent', async () => {
  const page = await bank.visit('/script');
  const message = await page.evaluate(() => {
    const { widget } = globalThis as unknown as { widget: typeof Widget };
    return widget.approvedFetch('https://other.example/x').then(String, String);
  });
  expect(message).toMatch(/^TypeError: .*own origin.*https:\/\/other\.example/);
  expect(bank.server.hits).toEqual([]);
});
