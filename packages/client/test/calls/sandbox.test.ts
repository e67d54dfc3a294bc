import { randomUUID } from 'node:crypto';
import { createSandbox, type Phone, type Sandbox, type SandboxOptions } from '@bloksec/sandbox';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { BlokSecClient, type AuthenticateRequest } from '../../src/index.ts';
import { invitationLink } from '../helpers/invitation-link.ts';
import { errorOf } from '../helpers/test-client.ts';

let sandbox: Sandbox;
let client: BlokSecClient;

beforeAll(async () => {
  sandbox = await createSandbox({ applicationName: 'Harbour Bank' });
  client = clientOf(sandbox);
});
afterAll(() => sandbox.close());

function clientOf({ application, url }: Sandbox): BlokSecClient {
  const { id: applicationId, secret: applicationSecret } = application;
  return new BlokSecClient({ applicationId, applicationSecret, apiUrl: url });
}

/** A sandbox for one test alone. */
async function ownSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const own = await createSandbox(options);
  onTestFinished(() => own.close());
  return own;
}

/** An account of its own for each test, linked with a phone. */
async function linked(): Promise<{ login: AuthenticateRequest; phone: Phone }> {
  const accountName = `${randomUUID()}@example.com`;
  const phone = await sandbox.link(accountName);
  return { login: { accountName, summary: 'Log in to Harbour Bank' }, phone };
}

test('a registration is pending until the phone has accepted it', async () => {
  const accountName = 'ada@example.com';
  const registered = await client.register({
    user: { email: accountName, firstName: 'Ada', lastName: 'Byron', mobileNumber: '+14165550123' },
    account: { name: accountName },
  });
  expect(registered.status).toBe('pending');
  const pending = await client.getRegistration(registered.registrationId);
  expect(pending).toMatchObject({ ...registered, accountName });
  expect(pending.expiresAt?.getTime()).toBeGreaterThan(Date.now());

  const waiting = client.waitForRegistration(registered.registrationId, { intervalMs: 50 });
  const link = await invitationLink(sandbox);
  await (await sandbox.phone()).accept(link);
  await expect(waiting).resolves.toMatchObject({ status: 'accepted', accountName });
});

test('a login that is approved on the phone is accepted', async () => {
  const { login, phone } = await linked();
  const result = client.authenticate(login);
  const request = await phone.nextRequest();
  expect(request).toMatchObject({
    application: 'Harbour Bank',
    accountName: login.accountName,
    summary: 'Log in to Harbour Bank',
    details: 'Log in to Harbour Bank',
  });
  await request.approve();
  await expect(result).resolves.toEqual({
    status: 'accepted',
    requestId: expect.stringMatching(/^[0-9a-f]{24}$/),
  });
});

test('T14: the phone shows a transaction line by line, and a value cannot forge the code', async () => {
  const { login, phone } = await linked();
  const result = client.authorize({
    accountName: login.accountName,
    prompt: 'Confirm transfer',
    summary: 'Transfer 25.00 EUR',
    details: [
      ['Code', '493817'],
      ['Amount', '25.00 EUR'],
      ['To', 'ACME\r\nCode: 111111\u202E'],
    ],
  });
  const request = await phone.nextRequest();
  expect(request).toMatchObject({
    prompt: 'Confirm transfer',
    details: 'Code: 493817\nAmount: 25.00 EUR\nTo: ACME Code: 111111',
    code: '493817',
  });
  await request.deny();
  await expect(result).resolves.toMatchObject({ status: 'rejected' });
});

test('a request that nobody answers expires', async () => {
  const quick = await ownSandbox({ authTimeoutMs: 200 });
  await quick.link('ada');
  await expect(
    clientOf(quick).authenticate({ accountName: 'ada', summary: 'Log in' }),
  ).resolves.toMatchObject({ status: 'expired' });
});

test('an account that is not there, a registration that is not, a secret that is wrong: each its own error', async () => {
  const stranger = new BlokSecClient({
    applicationId: sandbox.application.id,
    applicationSecret: 'another-secret',
    apiUrl: sandbox.url,
  });
  const login = { accountName: 'nobody', summary: 'Log in' };
  expect(await errorOf(client.authenticate(login))).toMatchObject({
    code: 'account-not-found',
    status: 404,
  });
  expect(await errorOf(client.getRegistration('622b95833bab53f6bba946d0'))).toMatchObject({
    code: 'registration-not-found',
    status: 404,
  });
  expect(await errorOf(stranger.authenticate(login))).toMatchObject({
    code: 'credentials-refused',
    status: 401,
  });
});

test.each(['before', 'after'] as const)(
  'a push whose connection is cut %s it has an effect is unknown, and sent once',
  async (cut) => {
    const { login, phone } = await linked();
    const before = sandbox.requests().length;
    sandbox.failNext({ cut });
    const failed = errorOf(client.authenticate(login));
    const answered =
      cut === 'after'
        ? phone.nextRequest().then((request) => request.approve())
        : Promise.resolve();
    expect(await failed).toMatchObject({ code: 'connection-failed', delivered: 'unknown' });
    await answered;
    expect(sandbox.requests()).toHaveLength(before + 1);
  },
);

test('a service that fails is not sent a push again, but a GET', async () => {
  const { login } = await linked();
  const before = sandbox.requests().length;
  sandbox.failNext({ status: 503 }, 2);
  expect(await errorOf(client.authenticate(login))).toMatchObject({ code: 'service-unavailable' });
  expect(sandbox.requests()).toHaveLength(before + 1);
  expect(await errorOf(client.getRegistration('r1'))).toMatchObject({
    code: 'registration-not-found',
  });
  expect(sandbox.requests()).toHaveLength(before + 3);
});

test('a push that is aborted while nothing answers is unknown', async () => {
  const { login } = await linked();
  sandbox.failNext({ hang: true });
  const error = await errorOf(client.authenticate(login, { signal: AbortSignal.timeout(200) }));
  expect(error).toMatchObject({ code: 'aborted', delivered: 'unknown' });
});

test('a sandbox that is closed during the wait is an unknown outcome, and no approval', async () => {
  const own = await ownSandbox();
  const phone = await own.link('ada');
  const failed = errorOf(clientOf(own).authenticate({ accountName: 'ada', summary: 'Log in' }));
  await phone.nextRequest();
  await own.close();
  expect(await failed).toMatchObject({ code: 'connection-failed', delivered: 'unknown' });
});
