import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../../src/index.ts';
import { ask } from './support/api.ts';
import { readKeyStore } from './support/key-store.ts';
import { answer, linkedPhone, request } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';
import type { Scene } from './support/scene.ts';

useBrowser();

async function unlink(scene: Scene): Promise<void> {
  const console = await scene.open(scene.sandbox.pages.console);
  await console.getByRole('button', { name: 'Unlink phone' }).click();
  await console.getByRole('button', { name: 'Unlink', exact: true }).click();
  await console.getByText('No phone').waitFor();
  await console.close();
}

test('while the sandbox is away the phone says so calmly, and goes on once it is back', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bloksec-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const scene = await newScene({ dataDir });
  const phone = await linkedPhone(scene);
  const line = phone.getByText('Not connected.');
  expect(await line.count()).toBe(0);

  const port = Number(new URL(scene.sandbox.url).port);
  await scene.sandbox.close();
  await line.waitFor();

  const back = await createSandbox({ port, dataDir, applicationName: 'Harbour Bank' });
  onTestFinished(() => back.close());
  await line.waitFor({ state: 'detached' });
  const outcome = ask(back);
  await answer(phone, 'Approve');
  expect(await outcome).toMatchObject({ body: { status: 'accepted' } });
});

test('a request whose time is over goes away while the sandbox is away, too', async () => {
  const scene = await newScene({ authTimeoutMs: 15_000 });
  const phone = await linkedPhone(scene);
  const outcome = ask(scene.sandbox).catch(() => 'cut');
  await request(phone).waitFor();
  await scene.sandbox.close();
  expect(await outcome).toBe('cut');
  await request(phone).waitFor({ state: 'detached' });
  await phone.getByText('That request is over.').first().waitFor();
  await phone.getByText('Not connected.').waitFor();
});

test('an answer that does not reach the sandbox is said to be open, and can be given again', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  const outcome = ask(scene.sandbox);
  await request(phone).waitFor();
  await phone.route('**/decision', (route) => route.abort(), { times: 1 });
  await answer(phone, 'Approve');
  await phone.getByRole('alert').getByText('may not have arrived. Try again.').waitFor();
  await answer(phone, 'Approve');
  expect(await outcome).toMatchObject({ body: { status: 'accepted' } });
});

test('an answer that comes too late is said not to count, and is not in the history', async () => {
  const scene = await newScene();
  // Once the phone shows a request it hears no more news, so it cannot know that the request is over.
  await scene.context.route('**/api/requests?*', (route) =>
    new URL(route.request().url()).searchParams.get('known') === '' ? route.continue() : undefined,
  );
  const phone = await linkedPhone(scene);
  const caller = new AbortController();
  const outcome = ask(scene.sandbox, {}, caller.signal).catch(() => 'gave up');
  await request(phone).waitFor();
  caller.abort();
  expect(await outcome).toBe('gave up');
  await answer(phone, 'Approve');
  await phone.getByText('Your answer did not count.').first().waitFor();
  expect(await phone.getByText('Past answers').count()).toBe(0);
});

test('an account that was unlinked in the console says so, and can be removed', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  await unlink(scene);
  await phone.reload();
  await phone.getByText('The sandbox no longer knows this account.').waitFor();
  await phone.getByRole('button', { name: 'Remove' }).click();
  await phone.getByRole('heading', { name: 'No account yet' }).waitFor();
  expect(await readKeyStore(phone)).toMatchObject({ keys: 0 });
});

test('an account that is linked anew is asked by its new key', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  await unlink(scene);
  await phone.reload();
  await phone.getByText('The sandbox no longer knows this account.').waitFor();

  await (await linkedPhone(scene)).close();
  await phone.bringToFront();
  await phone.getByText('The sandbox no longer knows this account.').waitFor({ state: 'detached' });
  const outcome = ask(scene.sandbox);
  await answer(phone, 'Approve');
  expect(await outcome).toMatchObject({ body: { status: 'accepted' } });
});

test('more accounts than connections can be held for are asked for without being held', async () => {
  const scene = await newScene();
  for (const accountName of ['ada', 'grace']) {
    await (await linkedPhone(scene, accountName)).close();
  }
  const phone = await linkedPhone(scene, 'joan');
  const waits: Array<string | null> = [];
  const enough = new Promise<void>((resolve) => {
    phone.on('request', (outgoing) => {
      const url = new URL(outgoing.url());
      if (url.pathname === '/api/requests' && waits.push(url.searchParams.get('wait')) === 7) {
        resolve();
      }
    });
  });
  await phone.reload();
  await enough;
  expect(new Set(waits)).toEqual(new Set(['0']));
  const outcome = ask(scene.sandbox, { accountName: 'joan' });
  await answer(phone, 'Approve');
  expect(await outcome).toMatchObject({ body: { status: 'accepted' } });
});
