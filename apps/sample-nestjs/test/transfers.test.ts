import type { PhoneRequest } from '@bloksec/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBank, sendApproved } from './support/open-bank.ts';
import type { TestBrowser } from './support/test-browser.ts';

let bank: Awaited<ReturnType<typeof openBank>>;

beforeAll(async () => {
  bank = await openBank();
});

afterAll(() => bank.close());

const order = { payee: 'ACME GmbH', amount: '25.00', reference: 'Invoice 7' };
const approve = (request: PhoneRequest) => request.approve();
const deny = (request: PhoneRequest) => request.deny();

const account = async (browser: TestBrowser): Promise<string> => {
  const response = await browser.get('/account');
  expect(response.status).toBe(200);
  return response.text();
};

test('an approved form answers 303 to the account, which shows the transfer and its request id', async () => {
  const { browser, phone } = await bank.newCustomer('form@example.com');
  const response = await sendApproved(
    (headers) => browser.postForm('/transfers', order, headers),
    phone,
    approve,
  );
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/account');
  const page = await account(browser);
  expect(page).toContain('975.00');
  expect(page).toMatch(/Approval <code>[\da-f]{24}<\/code>/);
});

test('approved JSON answers 201 with the request id of the approval', async () => {
  const { browser, phone } = await bank.newCustomer('json@example.com');
  const response = await sendApproved(
    (headers) => browser.postJson('/transfers', order, headers),
    phone,
    approve,
  );
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({
    payee: 'ACME GmbH',
    amount: '25.00',
    currency: 'EUR',
    requestId: expect.stringMatching(/^[\da-f]{24}$/),
  });
});

test('the phone shows amount, currency and payee', async () => {
  const { browser, phone } = await bank.newCustomer('shown@example.com');
  let shown: PhoneRequest | undefined;
  await sendApproved(
    (headers) => browser.postForm('/transfers', order, headers),
    phone,
    (request) => {
      shown = request;
      return request.approve();
    },
  );
  expect(shown?.summary).toBe('Transfer 25.00 EUR');
  expect(shown?.details).toMatch(/^Amount: 25\.00 EUR$/m);
  expect(shown?.details).toMatch(/^Payee: ACME GmbH$/m);
});

test('what is denied on the phone is not booked', async () => {
  const { browser, phone } = await bank.newCustomer('denied@example.com');
  const response = await sendApproved(
    (headers) => browser.postForm('/transfers', order, headers),
    phone,
    deny,
  );
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ title: 'Denied on the phone' });
  const page = await account(browser);
  expect(page).toContain('1,000.00');
  expect(page).not.toContain('Approval');
});

test('a form without script waits for the phone, and then answers 303 to the account', async () => {
  const { browser, phone } = await bank.newCustomer('plain@example.com');
  const waiting = browser.postForm('/transfers', order);
  await (await phone.nextRequest()).approve();
  const response = await waiting;
  expect(response.status).toBe(303);
  expect(await account(browser)).toContain('975.00');
});

test('a form without script that is denied gets a page that says so, and nothing is booked', async () => {
  const { browser, phone } = await bank.newCustomer('plain-denied@example.com');
  const waiting = browser.postForm('/transfers', order);
  await (await phone.nextRequest()).deny();
  const response = await waiting;
  expect(response.status).toBe(403);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain('Denied on the phone');
  expect(await account(browser)).toContain('1,000.00');
});

test('an impossible order is refused before any phone rings', async () => {
  const { browser } = await bank.newCustomer('impossible@example.com');
  const before = bank.sandbox.requests().length;
  const response = await browser.postJson(
    '/transfers',
    { payee: '', amount: '-1' },
    { prefer: 'respond-async' },
  );
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({
    status: 422,
    message: 'Please look at these fields again.',
    fields: {
      payee: 'Who is to get the money?',
      amount: 'An amount in euros, like 25 or 25.00.',
    },
  });
  expect(bank.sandbox.requests()).toHaveLength(before);
});

test('a form with an impossible order gets a page that says what to change', async () => {
  const { browser } = await bank.newCustomer('page@example.com');
  const response = await browser.postForm('/transfers', { ...order, amount: 'much' });
  expect(response.status).toBe(422);
  expect(await response.text()).toContain('An amount in euros, like 25 or 25.00.');
});

test('an approved transfer over the balance is not booked and the page says so', async () => {
  const { browser, phone } = await bank.newCustomer('poor@example.com');
  const response = await sendApproved(
    (headers) => browser.postForm('/transfers', { ...order, amount: '1000.01' }, headers),
    phone,
    approve,
  );
  expect(response.status).toBe(422);
  expect(await response.text()).toContain('Your balance does not cover this transfer.');
  expect(await account(browser)).toContain('1,000.00');
});

test('a transfer without a login is refused before any phone rings', async () => {
  const before = bank.sandbox.requests().length;
  const response = await bank
    .newBrowser()
    .postJson('/transfers', order, { prefer: 'respond-async' });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ title: 'Log in first' });
  expect(bank.sandbox.requests()).toHaveLength(before);
});

test('the bare guard shows the operation and every field, and adds the payee once approved', async () => {
  const { browser, phone } = await bank.newCustomer('bare@example.com');
  const payee = { name: 'ACME GmbH', iban: 'DE89 3704 0044 0532 0130 00' };
  let shown: PhoneRequest | undefined;
  const response = await sendApproved(
    (headers) => browser.postForm('/payees', payee, headers),
    phone,
    (request) => {
      shown = request;
      return request.approve();
    },
  );
  expect(response.status).toBe(303);
  expect(shown?.summary).toBe('POST /payees');
  expect(shown?.details).toMatch(/^name: ACME GmbH$/m);
  expect(shown?.details).toMatch(/^iban: DE89 3704 0044 0532 0130 00$/m);
  expect(await account(browser)).toContain('DE89 3704 0044 0532 0130 00');
});
