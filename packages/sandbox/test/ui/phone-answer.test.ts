import { expect, test } from 'vitest';
import { ask } from './support/api.ts';
import { answer, linkedPhone, request } from './support/phone-page.ts';
import { newScene, useBrowser } from './support/scene.ts';

useBrowser();

test('a login is shown as it was asked for, and approving it is what the API answers', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  const outcome = ask(scene.sandbox, {
    requestDetails: 'Code: 493817\nFrom: Chrome on Linux, 127.0.0.1\nTwo lines\nof text',
  });
  await request(phone).waitFor();
  expect(await phone.getByTestId('summary').innerText()).toBe('Log in as user@example.com');
  expect(await phone.getByTestId('code').innerText()).toBe('493817');
  expect(await phone.getByTestId('details').locator('dt').allInnerTexts()).toEqual([
    'Code',
    'From',
  ]);
  expect(await phone.getByTestId('details').innerText()).toContain('Two lines\nof text');
  expect(await request(phone).innerText()).toMatch(/Asked at \d\d:\d\d:\d\d/u);
  expect(await request(phone).getByRole('timer').innerText()).toMatch(/^1[12]\d s left$/u);

  await answer(phone, 'Approve');
  expect(await outcome).toMatchObject({ status: 200, body: { status: 'accepted' } });
  await phone.getByText('Approved for Harbour Bank.').first().waitFor();
});

test('a denial is what the API answers, and the history tells both answers after a reload', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  const login = ask(scene.sandbox);
  await answer(phone, 'Approve');
  await login;
  const transfer = ask(scene.sandbox, { verification_prompt: 'Transfer 25.00 EUR' });
  await answer(phone, 'Deny');
  expect(await transfer).toMatchObject({ status: 200, body: { status: 'rejected' } });
  const answers = phone.getByRole('listitem').filter({ hasText: /Approved|Denied/u });
  // The application may hear of it a moment before the phone has written it down.
  await answers.nth(1).waitFor();

  await phone.reload();
  await answers.nth(1).waitFor();
  const texts = await answers.allInnerTexts();
  expect(texts).toHaveLength(2);
  expect(texts[0]).toMatch(/Transfer 25.00 EUR[^]*Denied/u);
  expect(texts[1]).toMatch(/Log in as user@example.com[^]*Approved/u);
});

test('a confirmation looks unlike a login: another word, another colour, the prompt as its title', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  const look = async (): Promise<{ title: string; word: string; colour: string }> => ({
    title: await request(phone).getByRole('heading').innerText(),
    ...(await request(phone)
      .locator('header')
      .evaluate((head) => ({
        word: head.querySelector('p')?.textContent ?? '',
        colour: getComputedStyle(head).backgroundColor,
      }))),
  });
  const login = ask(scene.sandbox, { requestSummary: 'Same summary' });
  await request(phone).waitFor();
  const asLogin = await look();
  await answer(phone, 'Approve');
  await login;
  const stepUp = ask(scene.sandbox, {
    requestSummary: 'Same summary',
    verification_prompt: 'Transfer 25.00 EUR',
  });
  await request(phone).waitFor();
  const asStepUp = await look();
  await answer(phone, 'Approve');
  await stepUp;

  expect(asLogin).toMatchObject({ title: 'Same summary', word: 'Log in' });
  expect(asStepUp).toMatchObject({ title: 'Transfer 25.00 EUR', word: 'Confirm' });
  expect(asStepUp.colour).not.toBe(asLogin.colour);
});

test('approve and deny are of one size, and both answer to the keyboard', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  const outcome = ask(scene.sandbox);
  const approve = request(phone).getByRole('button', { name: 'Approve' });
  const deny = request(phone).getByRole('button', { name: 'Deny' });
  const [yes, no] = [await approve.boundingBox(), await deny.boundingBox()];
  expect(yes?.width).toBe(no?.width);
  expect(yes?.height).toBe(no?.height);

  await phone.locator('button:enabled', { hasText: 'Deny' }).waitFor();
  // The headline has the focus when a request arrives; the answers come next.
  await phone.keyboard.press('Tab');
  await phone.keyboard.press('Enter');
  expect(await outcome).toMatchObject({ body: { status: 'rejected' } });
});

test('a request that nobody answers goes away by itself when its time is over', async () => {
  const scene = await newScene({ authTimeoutMs: 10_000 });
  const phone = await linkedPhone(scene);
  const outcome = ask(scene.sandbox);
  await request(phone).waitFor();
  await request(phone).waitFor({ state: 'detached' });
  await phone.getByText('That request is over.').first().waitFor();
  await phone.getByRole('heading', { name: 'Nothing to approve' }).waitFor();
  expect(await outcome).toMatchObject({ body: { status: 'expired' } });
});

test('a second request waits until the user asks for it or has answered the first', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene);
  const first = ask(scene.sandbox, { requestSummary: 'The first' });
  await request(phone).getByRole('heading', { name: 'The first' }).waitFor();
  const second = ask(scene.sandbox, { requestSummary: 'The second' });
  await phone.getByText('Also waiting: Harbour Bank: The second').waitFor();
  expect(await request(phone).getByRole('heading').innerText()).toBe('The first');

  await phone.getByRole('button', { name: 'Show' }).click();
  await request(phone).getByRole('heading', { name: 'The second' }).waitFor();
  await answer(phone, 'Approve');
  expect(await second).toMatchObject({ body: { status: 'accepted' } });
  await request(phone).getByRole('heading', { name: 'The first' }).waitFor();
  await answer(phone, 'Deny');
  expect(await first).toMatchObject({ body: { status: 'rejected' } });
});

test('each account of one phone is asked by its own application name and account name', async () => {
  const scene = await newScene();
  const phone = await linkedPhone(scene, 'ada');
  await phone.close();
  const both = await linkedPhone(scene, 'grace');
  for (const accountName of ['ada', 'grace']) {
    const outcome = ask(scene.sandbox, { accountName });
    await request(both).getByText(accountName, { exact: true }).waitFor();
    await answer(both, 'Approve');
    expect(await outcome).toMatchObject({ body: { status: 'accepted' } });
  }
});
