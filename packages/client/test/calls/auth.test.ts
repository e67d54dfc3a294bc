import { describe, expect, test } from 'vitest';
import type { AuthorizeRequest } from '../../src/index.ts';
import { json, startServer, type ReceivedRequest } from '../helpers/start-server.ts';
import { applicationSecret, errorOf, login, testClient } from '../helpers/test-client.ts';

const accepted = json(200, { requestId: '622b95833bab53f6bba946d0', status: 'accepted' });

const transfer: AuthorizeRequest = {
  accountName: 'user@example.com',
  prompt: 'Confirm transfer',
  summary: 'Transfer 25.00 EUR to ACME GmbH',
  details: [
    ['Amount', '25.00 EUR'],
    ['To', 'ACME GmbH'],
  ],
};

function bodyOf(request: ReceivedRequest | undefined): Record<string, unknown> {
  return JSON.parse(request?.body ?? 'null') as Record<string, unknown>;
}

test('a login sends who and what, and no title', async () => {
  const server = await startServer(accepted);
  await testClient(server.url).authenticate({ ...login, details: 'From Berlin, Firefox' });
  const [request] = server.requests;
  expect(request).toMatchObject({ method: 'POST', path: '/auth' });
  expect(request?.headers).toMatchObject({
    'x-application-id': 'harbour-bank',
    'x-application-secret': applicationSecret,
    'content-type': 'application/json',
    accept: 'application/json',
  });
  expect(bodyOf(request)).toEqual({
    appDID: 'harbour-bank',
    accountName: 'user@example.com',
    requestSummary: 'Log in to Harbour Bank',
    requestDetails: 'From Berlin, Firefox',
    nonce: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
});

test('a transaction sends a title and its details as lines', async () => {
  const server = await startServer(accepted);
  await testClient(server.url).authorize(transfer);
  expect(bodyOf(server.requests[0])).toEqual({
    appDID: 'harbour-bank',
    accountName: 'user@example.com',
    verification_prompt: 'Confirm transfer',
    requestSummary: 'Transfer 25.00 EUR to ACME GmbH',
    requestDetails: 'Amount: 25.00 EUR\nTo: ACME GmbH',
    nonce: expect.any(String),
  });
});

test.each([undefined, '', []])(
  'a login with the details %j repeats its headline there',
  async (details) => {
    const server = await startServer(accepted);
    await testClient(server.url).authenticate({ ...login, details });
    expect(bodyOf(server.requests[0])['requestDetails']).toBe('Log in to Harbour Bank');
  },
);

test('each request has a nonce of its own', async () => {
  const server = await startServer(accepted);
  const client = testClient(server.url);
  await Promise.all(Array.from({ length: 20 }, () => client.authenticate(login)));
  expect(new Set(server.requests.map((request) => bodyOf(request)['nonce'])).size).toBe(20);
});

test('headline and title are one clean line of at most 120 characters', async () => {
  const server = await startServer(accepted);
  await testClient(server.url).authorize({
    ...transfer,
    summary: `Pay\r\nCode: 1 \u202E${'x'.repeat(200)}`,
    prompt: `Confirm\u200B${'y'.repeat(200)}`,
  });
  const body = bodyOf(server.requests[0]);
  expect(body['requestSummary']).toMatch(/^Pay Code: 1 x{107}…$/);
  expect(body['verification_prompt']).toMatch(/^Confirmy{112}…$/);
});

test('an account name goes into the body unchanged, whatever it is made of', async () => {
  const server = await startServer(accepted);
  const accountName = 'DOMAIN\\Jörg "J" <a/../b>&%00';
  await testClient(server.url).authenticate({ ...login, accountName });
  expect(server.requests[0]?.path).toBe('/auth');
  expect(bodyOf(server.requests[0])['accountName']).toBe(accountName);
});

describe('nothing is sent for', () => {
  test.each([
    ['an empty account name', { ...login, accountName: '' }],
    ['spaces around the account name', { ...login, accountName: ' user@example.com' }],
    ['a line break in the account name', { ...login, accountName: 'user\r\nx' }],
    ['a NUL in the account name', { ...login, accountName: 'user\0' }],
    ['half a character in the account name', { ...login, accountName: 'user\uD800' }],
    ['an account name of 257 characters', { ...login, accountName: 'x'.repeat(257) }],
    ['an account name that is an array', { ...login, accountName: ['a'] as never }],
    ['a summary that cannot be seen', { ...login, summary: ' \u200B\n' }],
    ['a summary that is missing', { accountName: 'a' } as never],
    ['details that are an object', { ...login, details: { a: 'b' } as never }],
  ])('%s', async (_name, request) => {
    const server = await startServer(accepted);
    const error = await errorOf(testClient(server.url).authenticate(request));
    expect(error).toMatchObject({ code: 'bad-request', delivered: 'no', retryable: false });
    expect(server.requests).toHaveLength(0);
  });

  test.each([
    ['without a title', { ...transfer, prompt: undefined as never }],
    ['without details', { ...transfer, details: undefined as never }],
    ['with empty details', { ...transfer, details: [] }],
    ['with details that cannot be seen', { ...transfer, details: '\u200B' }],
  ])('a transaction %s', async (_name, request) => {
    const server = await startServer(accepted);
    const error = await errorOf(testClient(server.url).authorize(request));
    expect(error).toMatchObject({ code: 'bad-request', delivered: 'no' });
    expect(server.requests).toHaveLength(0);
  });
});
