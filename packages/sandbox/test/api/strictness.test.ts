import { describe, expect, test } from 'vitest';
import { callApi, login } from '../helpers/call-api.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

const registration = {
  user: {
    email: 'user@example.com',
    first_name: 'Ada',
    last_name: 'L',
    mobile_number: '+4930123456',
  },
  account: { name: 'user@example.com' },
};

const { nonce: _, ...loginWithoutNonce } = login('user@example.com');

async function problemOf(path: string, body: unknown) {
  const response = await callApi(sandbox(), path, { body });
  return {
    status: response.status,
    ...((await response.json()) as { detail: string; errors: Array<{ field: string }> }),
  };
}

describe('a body that is not as documented is answered 400, with the field and what is expected', () => {
  test.each<[path: string, body: unknown, field: string, expected: RegExp]>([
    ['/registration', [], 'body', /JSON object/u],
    ['/registration', { user: registration.user }, 'account', /JSON object/u],
    ['/registration', { ...registration, appDID: 'x' }, 'appDID', /leave it out/u],
    ['/registration', { ...registration, user: { email: 'nobody' } }, 'user.email', /e-mail/u],
    ['/registration', { ...registration, user: {} }, 'user.email', /e-mail/u],
    [
      '/registration',
      { ...registration, user: { ...registration.user, mobile_number: '030 123' } },
      'user.mobile_number',
      /E\.164/u,
    ],
    [
      '/registration',
      { ...registration, user: { ...registration.user, firstName: 'Ada' } },
      'user.firstName',
      /leave it out/u,
    ],
    ['/registration', { ...registration, account: { name: '' } }, 'account.name', /not empty/u],
    [
      '/registration',
      { ...registration, account: { name: 'a', appDID: 'another' } },
      'account.appDID',
      /same as the header/u,
    ],
    ['/auth', { ...login('a'), accountName: 7 }, 'accountName', /a text/u],
    ['/auth', { ...login('a'), requestSummary: '' }, 'requestSummary', /headline/u],
    ['/auth', { ...login('a'), requestDetails: null }, 'requestDetails', /consents/u],
    ['/auth', loginWithoutNonce, 'nonce', /fresh random/u],
    ['/auth', { ...login('a'), verificationPrompt: 'x' }, 'verificationPrompt', /leave it out/u],
    ['/auth', { ...login('a'), auth_token: 'x' }, 'auth_token', /leave it out/u],
    ['/auth', { ...login('a'), appDID: 'another' }, 'appDID', /same as the header/u],
  ])('%s %o: %s', async (path, body, field, expected) => {
    const problem = await problemOf(path, body);
    expect(problem.status).toBe(400);
    expect(problem.errors).toEqual([{ field, expected: expect.stringMatching(expected) }]);
    expect(problem.detail).toContain(field);
  });
});

test('names every wrong field at once', async () => {
  const { errors } = await problemOf('/auth', { accountName: 'a', nonsense: 1 });
  expect(errors.map(({ field }) => field).toSorted()).toEqual([
    'nonce',
    'nonsense',
    'requestDetails',
    'requestSummary',
  ]);
});

test.each([
  ['', 'application/json', 400, /empty/u],
  ['{"accountName":', 'application/json', 400, /not JSON/u],
  ['accountName=a', 'application/x-www-form-urlencoded', 415, /Content-Type/u],
  ['x'.repeat(70_000), 'application/json', 413, /too long/u],
  [Buffer.from([0x22, 0xff, 0x22]), 'application/json', 400, /UTF-8/u],
])('reads no body like %o as %s', async (body, type, status, text) => {
  const { id, secret } = sandbox().application;
  const response = await fetch(`${sandbox().url}/auth`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-application-id': id, 'x-application-secret': secret },
    body,
  });
  expect(response.status).toBe(status);
  expect(((await response.json()) as { detail: string }).detail).toMatch(text);
});

test('says which paths and methods there are', async () => {
  const path = await callApi(sandbox(), '/authenticate', { body: {} });
  expect(path.status).toBe(404);
  expect(await path.text()).toContain('POST /auth');
  const method = await callApi(sandbox(), '/auth');
  expect(method.status).toBe(405);
  expect(method.headers.get('allow')).toBe('POST');
});

test('marks every answer as the sandbox’s own and lets nobody keep it', async () => {
  const answers = [
    await callApi(sandbox(), '/registration', { body: registration }),
    await callApi(sandbox(), '/registration', { body: {} }),
    await callApi(sandbox(), '/auth', { body: {}, headers: { 'x-application-id': '' } }),
    await callApi(sandbox(), '/nowhere'),
    await callApi(sandbox(), '/auth', { body: 'x'.repeat(70_000) }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 400, 401, 404, 413]);
  for (const { headers } of answers) {
    expect(headers.get('x-bloksec-sandbox')).toBe('1');
    expect(headers.get('cache-control')).toBe('no-store');
  }
});
