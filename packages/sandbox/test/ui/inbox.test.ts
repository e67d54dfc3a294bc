import { expect, test } from 'vitest';
import { invite } from './support/api.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

test('an empty inbox says what would bring a mail', async () => {
  const { sandbox, open } = await newScene();
  const inbox = await open(sandbox.pages.inbox);
  await inbox.getByRole('heading', { name: 'No mail yet' }).waitFor();
  expect(await inbox.getByRole('main').innerText()).toContain('POST /registration');
});

test('a mail appears by itself, the newest first, and without disturbing the one that is read', async () => {
  const { sandbox, open } = await newScene({}, { viewport: { width: 1280, height: 800 } });
  const inbox = await open(sandbox.pages.inbox);
  await inbox.getByRole('heading', { name: 'No mail yet' }).waitFor();
  await invite(sandbox, 'first');
  const mails = inbox.getByRole('navigation', { name: 'Messages' }).getByRole('link');
  await mails.first().click();
  const frame = inbox.frameLocator('iframe');
  await frame.getByText('first', { exact: true }).waitFor();

  await invite(sandbox, 'second');
  await mails.nth(1).waitFor();
  expect(await mails.nth(0).getAttribute('aria-current')).toBeNull();
  expect(await mails.nth(1).getAttribute('aria-current')).toBe('true');
  await frame.getByText('first', { exact: true }).waitFor();
  await inbox.getByRole('status').filter({ hasText: 'New message' }).waitFor();
});

test('the link of a mail opens the invitation beside the inbox', async () => {
  const { sandbox, context, open } = await newScene();
  await invite(sandbox);
  const inbox = await open(sandbox.pages.inbox);
  await inbox.getByText('user@example.com').first().click();
  const [phone] = await Promise.all([
    context.waitForEvent('page'),
    inbox.frameLocator('iframe').getByRole('link').first().click(),
  ]);
  await phone.getByRole('heading', { name: 'Harbour Bank invites you' }).waitFor();
  expect(new URL(phone.url()).origin).toBe(sandbox.pages.phone);
});

test('a mail is shown in a frame that can run no script', async () => {
  const { sandbox, open } = await newScene({ applicationName: '<script>alert(1)</script>' });
  await invite(sandbox, '<img src=x onerror="alert(1)">');
  const inbox = await open(sandbox.pages.inbox);
  await inbox.getByText('user@example.com').first().click();
  const frame = inbox.locator('iframe');
  expect((await frame.getAttribute('sandbox'))?.split(' ').toSorted()).toEqual([
    'allow-popups',
    'allow-popups-to-escape-sandbox',
  ]);
  await inbox.frameLocator('iframe').getByText('<img src=x onerror="alert(1)">').waitFor();
  await inbox.getByRole('heading', { name: '<script>alert(1)</script>' }).first().waitFor();
});

test('on a narrow screen the back button leads from the mail to the list', async () => {
  const { sandbox, open } = await newScene();
  await invite(sandbox);
  const inbox = await open(sandbox.pages.inbox);
  const list = inbox.getByRole('navigation', { name: 'Messages' });
  await list.getByRole('link').click();
  await inbox.locator('iframe').waitFor();
  expect(await list.isVisible()).toBe(false);
  await inbox.goBack();
  await list.getByRole('link').waitFor();
  expect(await inbox.locator('iframe').count()).toBe(0);
});
