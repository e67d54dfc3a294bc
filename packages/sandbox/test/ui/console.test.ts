import { expect, test } from 'vitest';
import { callApi, invite } from './support/api.ts';
import { createApplication, section } from './support/console-page.ts';
import { linkedPhone } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

test('the first screen tells a newcomer the three variables and the calls', async () => {
  const { sandbox, open } = await newScene();
  const console = await open(sandbox.pages.console);
  const start = section(console, 'Start here');
  await start.getByText(`BLOKSEC_APPLICATION_ID=${sandbox.application.id}`).waitFor();
  const text = await start.innerText();
  expect(text).toContain(`BLOKSEC_API_URL=http://localhost:${new URL(sandbox.url).port}`);
  expect(text).toContain('BLOKSEC_APPLICATION_SECRET=');
  expect(text).not.toContain(sandbox.application.secret);
  expect(text).toMatch(/curl "\$BLOKSEC_API_URL\/registration"/u);
  expect(text).toMatch(/curl "\$BLOKSEC_API_URL\/auth"/u);
});

test('a new application gets a secret that works and is shown once', async () => {
  const { sandbox, open } = await newScene();
  const console = await open(sandbox.pages.console);
  const secret = await createApplication(console, 'Corner Shop');
  const shop = section(console, 'Applications').getByRole('listitem').filter({ hasText: 'Corner' });
  const id = await shop.locator('.mono').innerText();
  const invitation = { user: { email: 'a@example.com' }, account: { name: 'a' } };
  expect(await callApi(sandbox, '/registration', invitation, { id, secret })).toMatchObject({
    status: 201,
  });

  await console.getByRole('button', { name: 'I have kept it' }).click();
  expect(await console.content()).not.toContain(secret);
  await console.reload();
  await shop.waitFor();
  expect(await console.content()).not.toContain(secret);
});

test('a new secret takes the place of the old one, but only after a second look', async () => {
  const { sandbox, open } = await newScene();
  const console = await open(sandbox.pages.console);
  const invitation = { user: { email: 'a@example.com' }, account: { name: 'a' } };
  const old = async (): Promise<number> =>
    (await callApi(sandbox, '/registration', invitation)).status;
  await console.getByRole('button', { name: 'New secret' }).click();
  await console.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await old()).toBe(201);

  await console.getByRole('button', { name: 'New secret' }).click();
  await console.getByRole('dialog').getByRole('button', { name: 'Make a new secret' }).click();
  const secret = await console.getByTestId('secret').innerText();
  expect(await old()).toBe(401);
  expect(await callApi(sandbox, '/registration', invitation, { secret })).toMatchObject({
    status: 201,
  });
});

test('the secret is copied with one press, and so are all three variables', async () => {
  const { sandbox, context, open } = await newScene();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const console = await open(sandbox.pages.console);
  const secret = await createApplication(console, 'Corner Shop');
  const clipboard = (): Promise<string> => console.evaluate(() => navigator.clipboard.readText());
  await console.getByRole('button', { name: 'Copy secret' }).click();
  await console.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await clipboard()).toBe(secret);
  await section(console, 'Applications').getByRole('button', { name: 'Copy', exact: true }).click();
  await console.getByRole('button', { name: 'Copied' }).nth(1).waitFor();
  expect(await clipboard()).toMatch(
    /^export BLOKSEC_API_URL=\S+\nexport BLOKSEC_APPLICATION_ID=\S+\nexport BLOKSEC_APPLICATION_SECRET=\S+$/u,
  );
  expect(await clipboard()).toContain(secret);
});

test('an invitation is pending, then accepted, and its account shows the phone’s key', async () => {
  const scene = await newScene();
  const console = await scene.open(scene.sandbox.pages.console);
  await invite(scene.sandbox, 'grace');
  const registrations = section(console, 'Registrations').getByRole('listitem');
  await registrations.filter({ hasText: 'grace' }).getByText('pending').waitFor();

  const phone = await linkedPhone(scene, 'ada');
  await registrations.filter({ hasText: 'ada' }).getByText('accepted').waitFor();
  const account = section(console, 'Accounts').getByRole('listitem').filter({ hasText: 'ada' });
  await account.getByText('Phone linked').waitFor();
  expect(await account.innerText()).toMatch(/Its key [\w-]{43}/u);
  expect(await section(console, 'Accounts').getByText('grace').count()).toBe(0);
  await phone.close();
});

test('a console of an earlier start says that it needs the new link', async () => {
  const { sandbox, context, open } = await newScene();
  const console = await open(sandbox.pages.console);
  await section(console, 'Applications').getByText(sandbox.application.id).waitFor();
  await context.clearCookies();
  const line = console.getByRole('status').filter({ hasText: 'the sandbox printed' });
  await line.waitFor();
  expect(await line.innerText()).toMatch(/^Open the console by the link/u);
});
