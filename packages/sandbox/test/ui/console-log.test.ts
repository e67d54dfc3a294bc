import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ask, callApi } from './support/api.ts';
import { calls } from './support/console-page.ts';
import { answer, linkedPhone } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

test('a call is in the log while it waits, and then with its answer, its time and what the phone signed', async () => {
  const scene = await newScene();
  const console = await scene.open(scene.sandbox.pages.console);
  const phone = await linkedPhone(scene);
  const outcome = ask(scene.sandbox, { requestSummary: 'Log in, please' });
  const entry = calls(console).filter({ hasText: '/auth' });
  await entry.getByText('Waiting').waitFor();
  await entry.locator('summary').click();
  await entry.getByText('"requestSummary": "Log in, please"').waitFor();
  expect(await entry.innerText()).toContain('x-application-secret: [redacted]');

  await phone.bringToFront();
  await answer(phone, 'Approve');
  const { requestId } = (await outcome).body as { requestId: string };
  await entry.getByText('accepted', { exact: true }).waitFor();
  const text = await entry.innerText();
  expect(text).toMatch(/\d+(\.\d)? m?s/u);
  expect(text).toContain(`"requestId": "${requestId}"`);
  expect(text).toContain('"decision": "approve"');
  expect(text).toContain(`"txn": "${requestId}"`);
  expect(await console.content()).not.toContain(scene.sandbox.application.secret);
});

test('refused calls are in the log with what was wrong', async () => {
  const { sandbox, open } = await newScene();
  const console = await open(sandbox.pages.console);
  await callApi(sandbox, '/registration', { user: {} });
  await callApi(sandbox, '/auth', {}, { secret: 'wrong' });
  await calls(console).nth(1).waitFor();
  const lines = await calls(console).locator('summary').allInnerTexts();
  expect(lines[0]).toMatch(/POST \/auth[^]*401/u);
  expect(lines[1]).toMatch(/POST \/registration[^]*400/u);
  await calls(console).nth(1).locator('summary').click();
  await calls(console).nth(1).getByText('"detail"').waitFor();
});

test('a call copied as curl is the same call, and has no secret in it', async () => {
  const { sandbox, context, open } = await newScene();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const console = await open(sandbox.pages.console);
  // What a shell would take apart, run, or replace.
  const account = { name: `O'Brien "$(touch x)" \`id\` $HOME \\n %20 é !` };
  await callApi(sandbox, '/registration', { user: { email: 'a@example.com' }, account });
  await calls(console).locator('summary').click();
  await console.getByRole('button', { name: 'Copy as curl' }).click();
  await console.getByRole('button', { name: 'Copied' }).waitFor();
  const command = await console.evaluate(() => navigator.clipboard.readText());
  expect(command).not.toContain(sandbox.application.secret);

  await promisify(execFile)('sh', ['-c', command], {
    env: { ...process.env, BLOKSEC_APPLICATION_SECRET: sandbox.application.secret },
  });
  const [first, second] = sandbox.requests();
  expect(second).toMatchObject({ method: 'POST', path: '/registration', status: 201 });
  expect(second?.body).toEqual(first?.body);
});

test('what a call says is text in the log, whatever it says', async () => {
  const payload = `</pre><script>alert(1)</script><img src=x onerror="alert(1)">`;
  const { sandbox, open } = await newScene({ applicationName: payload });
  const console = await open(sandbox.pages.console);
  await callApi(sandbox, `/${encodeURIComponent(payload)}`, { [payload]: payload });
  await calls(console).locator('summary').click();
  await calls(console).getByText(JSON.stringify(payload)).first().waitFor();
  await console.getByRole('listitem').getByText(payload).first().waitFor();
  expect(await console.getByRole('main').locator('img, script').count()).toBe(0);
});
