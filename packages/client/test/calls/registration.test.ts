import { describe, expect, test } from 'vitest';
import type { RegisterRequest } from '../../src/index.ts';
import { json, startServer } from '../helpers/start-server.ts';
import { errorOf, testClient } from '../helpers/test-client.ts';

const invitation: RegisterRequest = {
  user: {
    email: 'user@example.com',
    firstName: 'Ada',
    lastName: 'Byron',
    mobileNumber: '+14165550123',
  },
  account: { name: 'user@example.com' },
};

describe('register', () => {
  test('sends the user and the account under the names of the API', async () => {
    const server = await startServer(json(201, { registrationId: 'r1' }));
    await testClient(server.url).register(invitation);
    expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/registration' });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      user: {
        email: 'user@example.com',
        first_name: 'Ada',
        last_name: 'Byron',
        mobile_number: '+14165550123',
      },
      account: { name: 'user@example.com', appDID: 'harbour-bank' },
    });
  });

  test('leaves out what is not given', async () => {
    const server = await startServer(json(200, { registrationId: 'r1' }));
    await testClient(server.url).register({
      user: { email: 'user@example.com', lastName: undefined },
      account: { name: 'user' },
    });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      user: { email: 'user@example.com' },
      account: { name: 'user', appDID: 'harbour-bank' },
    });
  });

  test.each(['registrationId', 'id', '_id'])('finds the id under "%s"', async (field) => {
    const server = await startServer(json(200, { [field]: '622b95833bab53f6bba946d0' }));
    await expect(testClient(server.url).register(invitation)).resolves.toEqual({
      registrationId: '622b95833bab53f6bba946d0',
      status: 'pending',
    });
  });

  test.each([
    ['no id', {}],
    ['an id that is a number', { registrationId: 7 }],
    ['an id that leads elsewhere', { registrationId: '../auth' }],
    ['a status that is not known', { registrationId: 'r1', status: 'done' }],
  ])('with %s in the answer is an invalid response that was delivered', async (_name, body) => {
    const server = await startServer(json(200, body));
    const error = await errorOf(testClient(server.url).register(invitation));
    expect(error).toMatchObject({ code: 'invalid-response', delivered: 'yes' });
  });

  test.each([
    ['an address without @', { ...invitation, user: { email: 'user' } }],
    ['two addresses', { ...invitation, user: { email: 'a@example.com,b@example.com' } }],
    ['a header in the address', { ...invitation, user: { email: 'a@example.com\r\nBcc: b' } }],
    ['an empty first name', { ...invitation, user: { email: 'a@b', firstName: '' } }],
    ['a number without +', { ...invitation, user: { email: 'a@b', mobileNumber: '0416555' } }],
    ['an empty account name', { ...invitation, account: { name: '' } }],
    ['no user', { account: { name: 'a' } } as never],
    ['no account', { user: { email: 'a@b' } } as never],
  ])('sends nothing for %s', async (_name, request) => {
    const server = await startServer(json(200, { registrationId: 'r1' }));
    const error = await errorOf(testClient(server.url).register(request));
    expect(error).toMatchObject({ code: 'bad-request', delivered: 'no' });
    expect(server.requests).toHaveLength(0);
  });

  test('to an address where there is no such route says so', async () => {
    const server = await startServer(json(404, {}));
    const error = await errorOf(testClient(server.url).register(invitation));
    expect(error).toMatchObject({ code: 'bad-request', status: 404, delivered: 'yes' });
    expect(error.message).toContain('apiUrl');
  });
});

describe('getRegistration', () => {
  test('gives what the answer says, with dates', async () => {
    const server = await startServer(
      json(200, {
        registrationId: 'r1',
        status: 'accepted',
        accountName: 'user@example.com',
        createdAt: '2026-11-24T15:00:00.000Z',
        expiresAt: '2026-11-24T15:30:00.000Z',
        more: 'ignored',
      }),
    );
    await expect(testClient(server.url).getRegistration('r1')).resolves.toEqual({
      registrationId: 'r1',
      status: 'accepted',
      accountName: 'user@example.com',
      createdAt: new Date('2026-11-24T15:00:00.000Z'),
      expiresAt: new Date('2026-11-24T15:30:00.000Z'),
    });
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/registration/r1', body: '' });
  });

  test('survives that what is assumed is missing or different', async () => {
    const server = await startServer(
      json(200, { status: 'pending', createdAt: 7, expiresAt: '?' }),
    );
    await expect(testClient(server.url).getRegistration('r1')).resolves.toEqual({
      registrationId: 'r1',
      status: 'pending',
    });
  });

  test.each([
    ['another registration', { registrationId: 'r2', status: 'accepted' }],
    ['no status', { registrationId: 'r1' }],
    ['a status that is not known', { registrationId: 'r1', status: 'Accepted' }],
  ])('of an answer with %s is an invalid response', async (_name, body) => {
    const server = await startServer(json(200, body));
    const error = await errorOf(testClient(server.url).getRegistration('r1'));
    expect(error).toMatchObject({ code: 'invalid-response', delivered: 'yes' });
  });

  test('of an unknown id is registration-not-found', async () => {
    const server = await startServer(json(404, {}));
    const error = await errorOf(testClient(server.url).getRegistration('r1'));
    expect(error).toMatchObject({ code: 'registration-not-found', status: 404 });
  });

  test.each([
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a?b',
    'a#b',
    'a%2fb',
    'a b',
    'a\r\nb',
    'é',
    'x'.repeat(129),
  ])('sends nothing for the id %j', async (id) => {
    const server = await startServer(json(200, { status: 'pending' }));
    const error = await errorOf(testClient(server.url).getRegistration(id));
    expect(error).toMatchObject({ code: 'bad-request', delivered: 'no' });
    expect(server.requests).toHaveLength(0);
  });
});

describe('waitForRegistration', () => {
  test.each(['accepted', 'rejected', 'expired'])('looks until it is %s', async (status) => {
    let looks = 0;
    const server = await startServer((response, request) => {
      looks += 1;
      json(200, { status: looks < 3 ? 'pending' : status })(response, request);
    });
    const registration = await testClient(server.url).waitForRegistration('r1', { intervalMs: 5 });
    expect(registration.status).toBe(status);
    expect(looks).toBe(3);
  });

  test('ends with its signal, also between two looks', async () => {
    const server = await startServer(json(200, { status: 'pending' }));
    const controller = new AbortController();
    const client = testClient(server.url, {
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        setTimeout(() => controller.abort(), 100);
        return response;
      },
    });
    const waiting = client.waitForRegistration('r1', {
      intervalMs: 60_000,
      signal: controller.signal,
    });
    expect(await errorOf(waiting)).toMatchObject({ code: 'aborted' });
    expect(server.requests).toHaveLength(1);
  });

  test('ends with the error of a look', async () => {
    const server = await startServer(json(404, {}));
    const error = await errorOf(testClient(server.url).waitForRegistration('r1'));
    expect(error).toMatchObject({ code: 'registration-not-found' });
  });

  test.each([0, -5, 0.5, Number.NaN])('does not begin with an interval of %d ms', async (ms) => {
    const server = await startServer(json(200, { status: 'pending' }));
    const error = await errorOf(
      testClient(server.url).waitForRegistration('r1', { intervalMs: ms }),
    );
    expect(error).toMatchObject({ code: 'bad-request', delivered: 'no' });
    expect(server.requests).toHaveLength(0);
  });
});
