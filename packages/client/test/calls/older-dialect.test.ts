import { expect, test } from 'vitest';
import type { AuthorizeRequest, BlokSecClient } from '../../src/index.ts';
import { json, startServer, type TestServer } from '../helpers/start-server.ts';
import { applicationSecret, errorOf, login, testClient } from '../helpers/test-client.ts';

const writeToken = `write-${applicationSecret}`;
const requestId = '622b95833bab53f6bba946d0';

function olderClient({ url }: TestServer): BlokSecClient {
  return testClient(url, { dialect: 'older', writeToken });
}

const bodyOf = ({ requests }: TestServer): unknown => JSON.parse(requests[0]?.body ?? 'null');

const transfer: AuthorizeRequest = {
  ...login,
  prompt: 'Confirm transfer',
  details: [['Amount', { amount: '25.00', currency: 'EUR' }]],
};

const yes = json(200, { returnValues: { authCode: '1' } });

test('a login carries no secret at all, and the id as appId', async () => {
  const server = await startServer(yes);
  await olderClient(server).authenticate(login);
  const [request] = server.requests;
  expect(request).toMatchObject({ method: 'POST', path: '/auth' });
  expect(Object.keys(request?.headers ?? {}).join()).not.toContain('x-application');
  expect(bodyOf(server)).toEqual({
    appId: 'harbour-bank',
    accountName: login.accountName,
    requestSummary: login.summary,
    requestDetails: login.summary,
    nonce: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
});

test('a transaction carries the write token, and the id as appDID', async () => {
  const server = await startServer(yes);
  await olderClient(server).authorize(transfer);
  expect(server.requests[0]?.headers).not.toHaveProperty('x-application-secret');
  expect(bodyOf(server)).toEqual({
    appDID: 'harbour-bank',
    auth_token: writeToken,
    accountName: login.accountName,
    requestSummary: login.summary,
    requestDetails: 'Amount: 25.00 EUR',
    verification_prompt: 'Confirm transfer',
    nonce: expect.any(String),
  });
});

test('an invitation carries the secret of the application', async () => {
  const server = await startServer(json(200, { _id: requestId }));
  await olderClient(server).register({ user: { email: 'a@b.example' }, account: { name: 'ada' } });
  expect(server.requests[0]?.headers).not.toHaveProperty('x-application-secret');
  expect(bodyOf(server)).toEqual({
    auth_token: applicationSecret,
    user: { email: 'a@b.example' },
    account: { name: 'ada', appDID: 'harbour-bank' },
  });
});

test('a look-up of an account carries the write token', async () => {
  const server = await startServer(json(200, {}));
  await expect(olderClient(server).findAccount('ada')).resolves.toEqual({ accountName: 'ada' });
  expect(server.requests[0]).toMatchObject({ method: 'PATCH', path: '/account/harbour-bank/ada' });
  expect(server.requests[0]?.headers).not.toHaveProperty('x-application-secret');
  expect(bodyOf(server)).toEqual({ auth_token: writeToken });
});

test('a look at a registration, which no older client knows, is the documented one', async () => {
  const server = await startServer(json(200, { status: 'pending' }));
  await olderClient(server).getRegistration('r1');
  expect(server.requests[0]?.headers).toHaveProperty('x-application-secret', applicationSecret);
});

test.each([
  ['authCode "1"', 'accepted', { returnValues: { authCode: '1' } }],
  [
    'authCode "1" and the status of the same',
    'accepted',
    { status: 'accepted', returnValues: { authCode: '1' } },
  ],
  ['authCode "0"', 'rejected', { returnValues: { authCode: '0' } }],
  ['authCode "01"', 'rejected', { returnValues: { authCode: '01' } }],
  ['authCode "1 "', 'rejected', { returnValues: { authCode: '1 ' } }],
  ['an empty authCode', 'rejected', { returnValues: { authCode: '' } }],
  ['authCode "0" and a status', 'expired', { status: 'expired', returnValues: { authCode: '0' } }],
])('%s means %s', async (_name, status, answer) => {
  const server = await startServer(json(200, { requestId, ...answer }));
  await expect(olderClient(server).authenticate(login)).resolves.toEqual({ status, requestId });
});

test.each([
  ['the number 1', { returnValues: { authCode: 1 } }],
  ['true', { returnValues: { authCode: true } }],
  ['["1"]', { returnValues: { authCode: ['1'] } }],
  ['authCode at the top', { authCode: '1' }],
  ['returnValues in a list', { returnValues: [{ authCode: '1' }] }],
  ['returnValues that are a string', { returnValues: '1' }],
  ['the documented answer alone', { requestId, status: 'accepted' }],
  ['"1" and a status that says no', { status: 'rejected', returnValues: { authCode: '1' } }],
  ['"1" and an unknown status', { status: 'Accepted', returnValues: { authCode: '1' } }],
  ['"0" and a status that says yes', { status: 'accepted', returnValues: { authCode: '0' } }],
])('T3: %s is not a yes, and not an answer', async (_name, answer) => {
  const server = await startServer(json(200, answer));
  const error = await errorOf(olderClient(server).authenticate(login));
  expect(error).toMatchObject({ code: 'invalid-response', delivered: 'yes' });
  expect(server.requests).toHaveLength(1);
});

test('where the answer has no id, the nonce that was sent is the id', async () => {
  const server = await startServer(yes);
  const result = await olderClient(server).authenticate(login);
  expect(bodyOf(server)).toMatchObject({ nonce: result.requestId });
});

test('a login with a title is refused, since nobody would show it', async () => {
  const server = await startServer(yes);
  const error = await errorOf(olderClient(server).authenticate({ ...login, prompt: 'Log in' }));
  expect(error).toMatchObject({ code: 'bad-request', delivered: 'no' });
  expect(server.requests).toHaveLength(0);
});

test('T3: the documented dialect is never left: an older answer in it is not a yes', async () => {
  const server = await startServer(yes);
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error).toMatchObject({ code: 'invalid-response' });
});
