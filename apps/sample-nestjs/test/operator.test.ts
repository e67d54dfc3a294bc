import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailedLink } from './support/mailed-link.ts';
import { openBank } from './support/open-bank.ts';

let bank: Awaited<ReturnType<typeof openBank>>;

beforeAll(async () => {
  bank = await openBank();
});

afterAll(() => bank.close());

const page = async (): Promise<string> => (await bank.newBrowser().get('/operator')).text();

test('an invitation is sent to BlokSec with the account name that the login looks for', async () => {
  const response = await bank
    .newBrowser()
    .postForm('/operator/invitations', { name: 'Ada Lovelace', email: 'Ada@Example.com' });
  expect(response.headers.get('location')).toBe('/operator');
  const sent = bank.sandbox.requests().findLast(({ method }) => method === 'POST');
  expect(sent).toMatchObject({
    path: '/registration',
    body: { user: { email: 'Ada@Example.com' }, account: { name: 'ada@example.com' } },
  });
  expect(await page()).toContain('Waiting for the phone');
});

test('whoever watches is told as soon as a phone is linked', async () => {
  const watching = new AbortController();
  const events = await fetch(`${bank.url}/operator/events`, { signal: watching.signal });
  await bank
    .newBrowser()
    .postForm('/operator/invitations', { name: 'Grace', email: 'grace@example.com' });
  expect(await page()).not.toContain('Linked');
  const phone = await bank.sandbox.phone();
  await phone.accept(await mailedLink(bank.sandbox, 'grace@example.com'));
  for await (const _ of events.body ?? []) {
    if ((await page()).includes('Linked')) break;
  }
  expect(await page()).toContain('Linked');
  watching.abort();
});

test('a form with mistakes comes back with what was typed and what is wrong', async () => {
  const response = await bank
    .newBrowser()
    .postForm('/operator/invitations', { name: 'Ada "Countess"', email: 'nowhere' });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain('value="Ada &quot;Countess&quot;"');
  expect(html).toContain('An address like user@example.com.');
});

test.each([
  [{ status: 500 }, 'Ask the customer before you invite again.'],
  [{ status: 429 }, 'BlokSec asks us to slow down, so nothing was sent.'],
] as const)('after %j from BlokSec the operator reads what to do', async (fault, words) => {
  bank.sandbox.failNext(fault);
  const response = await bank
    .newBrowser()
    .postForm('/operator/invitations', { name: 'Ada', email: 'unlucky@example.com' });
  expect(response.status).toBe(502);
  expect(await response.text()).toContain(words);
  expect(await page()).not.toContain('unlucky@example.com');
});

test('another site’s page cannot invite anybody', async () => {
  const before = bank.sandbox.requests().length;
  const response = await bank
    .newBrowser()
    .postForm(
      '/operator/invitations',
      { name: 'Mallory', email: 'mallory@example.com' },
      { 'sec-fetch-site': 'cross-site' },
    );
  expect(response.status).toBe(403);
  expect(bank.sandbox.requests()).toHaveLength(before);
});
