import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ask, callApi, invite } from './support/api.ts';
import { calls, createApplication } from './support/console-page.ts';
import { answer, linkedPhone, request } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

/** What axe finds, in both colour schemes, each with the elements that it found. */
async function findings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // No script runs in the frame that shows a mail, so none of axe either.
    const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
    found.push(
      ...violations.map(({ id, nodes }) =>
        [colorScheme, id, ...nodes.map(({ html }) => html)].join(' '),
      ),
    );
  }
  return found;
}

/** Nothing may reach beyond the right edge of the narrowest screen. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

test('axe finds nothing on the phone: empty, invited, asked to log in, asked to confirm, at rest', async () => {
  const scene = await newScene();
  const empty = await scene.open(scene.sandbox.pages.phone);
  await empty.getByRole('heading', { name: 'No account yet' }).waitFor();
  expect(await findings(empty)).toEqual([]);
  await empty.goto(await invite(scene.sandbox, 'grace'));
  await empty.locator('button:enabled', { hasText: 'Accept invitation' }).waitFor();
  expect(await findings(empty)).toEqual([]);
  await empty.close();

  const phone = await linkedPhone(scene);
  expect(await findings(phone)).toEqual([]);
  for (const prompt of [{}, { verification_prompt: 'Transfer 25.00 EUR' }]) {
    const outcome = ask(scene.sandbox, {
      ...prompt,
      requestDetails: `Code: 493817\nPayee: ${'ACME'.repeat(20)}\nSome text`,
    });
    await request(phone).locator('button:enabled', { hasText: 'Approve' }).waitFor();
    expect(await findings(phone)).toEqual([]);
    expect(await overflow(phone)).toBe(0);
    await answer(phone, 'Approve');
    await outcome;
  }
  await phone.getByText('Past answers').waitFor();
  expect(await findings(phone)).toEqual([]);
});

test('axe finds nothing in the inbox: empty, as a list, with a mail open', async () => {
  const { sandbox, open } = await newScene();
  const inbox = await open(sandbox.pages.inbox);
  await inbox.getByRole('heading', { name: 'No mail yet' }).waitFor();
  expect(await findings(inbox)).toEqual([]);
  await invite(sandbox, 'a-very-long-account-name-without-any-place-to-break-it@example.com');
  const mail = inbox.getByRole('navigation', { name: 'Messages' }).getByRole('link');
  await mail.waitFor();
  expect(await findings(inbox)).toEqual([]);
  await mail.click();
  await inbox.frameLocator('iframe').getByRole('link').first().waitFor();
  expect(await findings(inbox)).toEqual([]);
  expect(await overflow(inbox)).toBe(0);
});

test('axe finds nothing in the console: at first, with calls and a secret, with a question', async () => {
  const { sandbox, open } = await newScene();
  const console = await open(sandbox.pages.console);
  await console.getByText(`BLOKSEC_APPLICATION_ID=${sandbox.application.id}`).waitFor();
  expect(await findings(console)).toEqual([]);
  await invite(sandbox);
  await callApi(sandbox, '/auth', {});
  await calls(console).nth(1).locator('summary').click();
  await createApplication(console, 'Corner Shop');
  expect(await findings(console)).toEqual([]);
  expect(await overflow(console)).toBe(0);
  await console.getByRole('button', { name: 'New secret' }).first().click();
  await console.getByRole('dialog').waitFor();
  expect(await findings(console)).toEqual([]);
});

test('each page says that it is not the real thing', async () => {
  const { sandbox, open } = await newScene();
  for (const address of Object.values(sandbox.pages)) {
    const page = await open(address);
    expect(await page.getByRole('complementary').innerText()).toBe(
      'Sandbox. Not the real BlokSec.',
    );
    await page.close();
  }
});
