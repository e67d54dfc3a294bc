import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readKeyStore } from './support/key-store.ts';
import { linkedPhone } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

test('not even the page itself can take its key out', async () => {
  const phone = await linkedPhone(await newScene());
  expect(await readKeyStore(phone)).toEqual({
    databases: ['bloksec-phone'],
    keys: 1,
    extractable: [false],
    refusals: ['InvalidAccessError', 'InvalidAccessError', 'InvalidAccessError'],
  });
});

test('two accounts have two keys', async () => {
  const scene = await newScene();
  await linkedPhone(scene, 'ada');
  const phone = await linkedPhone(scene, 'grace');
  const ids = await phone.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        indexedDB.open('bloksec-phone').addEventListener('success', (event) => {
          const database = (event.target as IDBOpenDBRequest).result;
          const all = database.transaction('accounts').objectStore('accounts').getAll();
          all.addEventListener('success', () =>
            resolve(
              (all.result as Array<{ publicKey: { x: string } }>).map(
                ({ publicKey }) => publicKey.x,
              ),
            ),
          );
        });
      }),
  );
  expect(new Set(ids).size).toBe(2);
});

test('pages of the other hosts on the same port cannot reach the phone’s keys', async () => {
  const scene = await newScene();
  await linkedPhone(scene);
  const { inbox, console } = scene.sandbox.pages;
  for (const address of [inbox, console, `${scene.sandbox.url}/`]) {
    const page = await scene.open(address);
    expect(await readKeyStore(page)).toMatchObject({ databases: [], keys: 0 });
    await page.close();
  }
});

test('another site cannot put the phone into a frame', async () => {
  const scene = await newScene();
  await linkedPhone(scene);
  const site = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<iframe src="${scene.sandbox.pages.phone}"></iframe>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void site.close());
  const page = await scene.context.newPage();
  const refused = page.waitForEvent('console', {
    predicate: (message) => message.text().includes('frame-ancestors'),
  });
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  await refused;
  expect(await page.frameLocator('iframe').getByText('Nothing to approve').count()).toBe(0);
});
