import { expect, test } from 'vitest';
import { ask, invite } from './support/api.ts';
import { readKeyStore } from './support/key-store.ts';
import { answer, linkedPhone, request } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

/** All the ways in which a script can press a button. */
const scripted = (button: HTMLElement | SVGElement): void => {
  (button as HTMLElement).click();
  button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  button.dispatchEvent(new PointerEvent('click', { bubbles: true }));
  button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
};

test('a script cannot approve or deny; the tap of a person can', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  const sent: string[] = [];
  phone.on('request', (outgoing) => {
    if (outgoing.method() === 'POST') {
      sent.push(new URL(outgoing.url()).pathname);
    }
  });
  const outcome = ask(scene.sandbox);
  for (const choice of ['Deny', 'Approve']) {
    const button = request(phone).locator('button:enabled', { hasText: choice });
    await button.evaluate(scripted);
  }
  // What a script may have set off would be on its way by now: the page has asked the server once more since.
  await phone.evaluate(() => fetch('/assets/icon.svg').then((response) => response.text()));
  expect(sent).toEqual([]);

  await answer(phone, 'Approve');
  expect(await outcome).toMatchObject({ body: { status: 'accepted' } });
  expect(sent).toHaveLength(1);
});

test('a script cannot accept an invitation', async () => {
  const scene = await newScene();
  const phone = await scene.open(await invite(scene.sandbox));
  await phone.locator('button:enabled', { hasText: 'Accept invitation' }).evaluate(scripted);
  await phone.evaluate(() => fetch('/assets/icon.svg').then((response) => response.text()));
  expect(await readKeyStore(phone)).toMatchObject({ keys: 0 });
  const again = await scene.open(phone.url());
  await again.getByRole('heading', { name: 'Harbour Bank invites you' }).waitFor();
});

test('a request that appears takes no tap in its first moment', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  await phone.evaluate(() => {
    new MutationObserver((_, observer) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('.request button')];
      if (buttons.length > 0) {
        observer.disconnect();
        document.title = buttons.map(({ disabled }) => String(disabled)).join();
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
  const outcome = ask(scene.sandbox);
  await request(phone).waitFor();
  expect(await phone.title()).toBe('true,true');
  await answer(phone, 'Deny');
  await outcome;
});
