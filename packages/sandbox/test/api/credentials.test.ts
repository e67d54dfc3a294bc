import { expect, test } from 'vitest';
import { callApi, login } from '../helpers/call-api.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

interface Problem {
  readonly status: number;
  readonly detail: string;
}

test.each([
  [{ 'x-application-id': '' }, 'The header x-application-id is missing'],
  [{ 'x-application-secret': '' }, 'The header x-application-secret is missing'],
  [
    { 'x-application-id': '', 'x-application-secret': '' },
    'The headers x-application-id and x-application-secret are missing',
  ],
  [{ 'x-application-id': 'nobody' }, 'No application has the ID'],
  [{ 'x-application-secret': 'wrong' }, 'is not the secret of this application'],
])('answers 401 to %o and says what to do about it', async (headers, text) => {
  for (const path of ['/registration', '/auth']) {
    const response = await callApi(sandbox(), path, { body: login('user@example.com'), headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('www-authenticate')).toMatch(/^BlokSec /u);
    const problem = (await response.json()) as Problem;
    expect(problem.status).toBe(401);
    expect(problem.detail).toContain(text);
    expect(problem.detail).toContain('http://console.localhost:');
    expect(JSON.stringify(problem)).not.toContain(sandbox().application.secret);
  }
});

test('takes no credentials from the body, as older clients send them', async () => {
  const { id, secret } = sandbox().application;
  const response = await fetch(`${sandbox().url}/auth`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...login('user@example.com'), appDID: id, auth_token: secret }),
  });
  expect(response.status).toBe(401);
});

test('asks for credentials before it looks at a registration', async () => {
  const response = await fetch(`${sandbox().url}/registration/0123456789abcdef01234567`);
  expect(response.status).toBe(401);
});
