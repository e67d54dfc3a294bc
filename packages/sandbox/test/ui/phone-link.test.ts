import { expect, test } from 'vitest';
import { callApi, invite } from './support/api.ts';
import { linkedPhone } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

test('a phone without an account says where to begin', async () => {
  const { sandbox, open } = await newScene();
  const phone = await open(sandbox.pages.phone);
  await phone.getByRole('heading', { name: 'No account yet' }).waitFor();
  const inbox = await phone.getByRole('link', { name: 'inbox' }).getAttribute('href');
  expect(inbox).toBe(sandbox.pages.inbox);
});

test('an invitation shows who invites which account, and accepting links the phone', async () => {
  const scene = await newScene();
  const phone = await scene.open(await invite(scene.sandbox, 'ada'));
  const invitation = phone.getByRole('region', { name: 'Invitation' });
  await invitation.getByRole('heading', { name: 'Harbour Bank invites you' }).waitFor();
  expect(await invitation.innerText()).toContain('ada');
  expect(await invitation.innerText()).toContain('user@example.com');

  await invitation.getByRole('button', { name: 'Accept invitation' }).click();
  await phone.getByText('Linked with Harbour Bank.').first().waitFor();
  await phone.getByRole('listitem').filter({ hasText: 'ada' }).waitFor();
  expect(new URL(phone.url()).pathname).toBe('/');
});

test('a linked phone knows its account after a reload', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  await phone.reload();
  await phone.getByRole('heading', { name: 'Nothing to approve' }).waitFor();
  expect(await phone.getByRole('listitem').innerText()).toContain('user@example.com');
});

test('declining links nothing, and the registration is rejected', async () => {
  const { sandbox, open } = await newScene();
  const phone = await open(await invite(sandbox));
  await phone.getByRole('button', { name: 'Decline' }).click();
  await phone.getByText('Invitation declined. Nothing was linked.').first().waitFor();
  await phone.getByRole('heading', { name: 'No account yet' }).waitFor();
  const { status } = await callApi(sandbox, '/auth', {
    accountName: 'user@example.com',
    requestSummary: 'Log in',
    requestDetails: 'Log in',
    nonce: 'n',
  });
  expect(status).toBe(404);
});

test('an invitation that was answered already cannot be opened again', async () => {
  const scene = await newScene();
  const link = await invite(scene.sandbox);
  const phone = await scene.open(link);
  await phone.getByRole('button', { name: 'Decline' }).click();
  await phone.getByRole('heading', { name: 'No account yet' }).waitFor();

  await phone.goto(link);
  await phone.getByRole('heading', { name: 'This invitation cannot be opened' }).waitFor();
  expect(await phone.getByRole('main').innerText()).toContain('was answered already');
  await phone.getByRole('button', { name: 'Continue' }).click();
  await phone.getByRole('heading', { name: 'No account yet' }).waitFor();
});

test('another tab of the same phone shows the account that one tab has linked', async () => {
  const scene = await newScene();
  const other = await scene.open(scene.sandbox.pages.phone);
  await other.getByRole('heading', { name: 'No account yet' }).waitFor();
  await linkedPhone(scene, 'ada');
  await other.getByRole('heading', { name: 'Nothing to approve' }).waitFor();
  expect(await other.getByRole('listitem').innerText()).toContain('ada');
});
