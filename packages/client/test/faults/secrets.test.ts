import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { BlokSecClient, type BlokSecClientOptions } from '../../src/index.ts';
import { startServer } from '../helpers/start-server.ts';
import { applicationSecret, errorOf, testClient } from '../helpers/test-client.ts';

const code = '493817';
const email = 'canary@example.com';
const registrationId = 'canary-registration-id';
const canaries = [applicationSecret, code, email, registrationId];

const request = {
  accountName: email,
  summary: `Log in with ${code}`,
  details: [['Code', code]],
} as const;

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Everything that a logger could make of an error. */
function printed(error: Error): string {
  return [
    inspect(error, { depth: 10, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    String(error),
    error.stack,
    inspect(error.cause, { depth: 10, showHidden: true }),
  ].join('\n');
}

function found(...errors: Error[]): string[] {
  return canaries.filter((canary) => errors.some((error) => printed(error).includes(canary)));
}

/** A server that says back all that it was told, in the head and in the body of the answer. */
function startEcho(status: number, contentType = 'application/json') {
  return startServer((response, { headers, body, path }) => {
    response.writeHead(status, {
      'content-type': contentType,
      'x-echo': String(headers['x-application-secret']),
      'retry-after': '0',
      ...(status >= 300 && status < 400 ? { location: `/${applicationSecret}` } : {}),
    });
    response.end(JSON.stringify({ error: { headers, body, path }, message: body }));
  });
}

test.each([200, 202, 302, 400, 401, 403, 404, 408, 409, 422, 429, 500, 503])(
  'T43: the errors of an answer with %i that echoes everything hold no secret, code, address or id',
  async (status) => {
    const { url } = await startEcho(status);
    const client = testClient(url);
    const errors = await Promise.all([
      errorOf(client.authenticate(request)),
      errorOf(client.getRegistration(registrationId)),
      errorOf(client.register({ user: { email }, account: { name: email } })),
    ]);
    expect(found(...errors)).toEqual([]);
  },
);

test('T43: the error of an answer in HTML that echoes everything holds none', async () => {
  const { url } = await startEcho(200, 'text/html');
  expect(found(await errorOf(testClient(url).authenticate(request)))).toEqual([]);
});

test('T43: the errors of connections, time limits and aborts hold none', async () => {
  const cut = await startServer((response) => response.socket?.destroy());
  const silent = await startServer(() => undefined);
  const closed = await startServer(() => undefined);
  await closed.close();
  const errors = await Promise.all([
    errorOf(testClient(cut.url).authenticate(request)),
    errorOf(testClient(cut.url).getRegistration(registrationId)),
    errorOf(testClient(closed.url).authenticate(request)),
    errorOf(testClient(silent.url, { approvalTimeoutMs: 100 }).authenticate(request)),
    errorOf(testClient(silent.url).authenticate(request, { signal: AbortSignal.timeout(100) })),
  ]);
  expect(errors.map((error) => error.code)).toEqual([
    'connection-failed',
    'connection-failed',
    'connection-failed',
    'timeout',
    'aborted',
  ]);
  expect(found(...errors)).toEqual([]);
});

test('T43: an own fetch that throws the request, in message, properties and cause, leaks none of it', async () => {
  const client = testClient('https://api.example', {
    fetch: (url, init) => {
      const message = `cannot send ${init.headers['x-application-secret']}`;
      const cause = Object.assign(new Error(message), { url, init, code: applicationSecret });
      throw Object.assign(new TypeError(message, { cause }), { init });
    },
  });
  const error = await errorOf(client.authenticate({ accountName: 'a', summary: 'Log in' }));
  expect(error.cause).toMatchObject({ message: 'cannot send [secret]' });
  expect(printed(error)).not.toContain(applicationSecret);
});

test('T43: an own fetch that throws the body of the older dialect leaks no token', async () => {
  const writeToken = `"canary\\${randomUUID()}"`;
  const client = testClient('https://api.example', {
    dialect: 'older',
    writeToken,
    fetch: (_url, init) => {
      throw new TypeError(`cannot send ${init.body}`);
    },
  });
  const error = await errorOf(client.findAccount('ada'));
  expect(error.cause).toMatchObject({ message: 'cannot send {"auth_token":"[secret]"}' });
});

test('the error of a sandbox in production holds none', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const { url } = await startServer((response) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-bloksec-sandbox': applicationSecret,
    });
    response.end(JSON.stringify({ requestId: code, status: 'accepted' }));
  });
  expect(found(await errorOf(testClient(url).authenticate(request)))).toEqual([]);
});

test('T43: errors of arguments and options do not repeat what was given', async () => {
  const client = testClient('https://api.example');
  const errors = await Promise.all([
    errorOf(client.authenticate({ ...request, accountName: `${email}\n` })),
    errorOf(client.getRegistration(`${registrationId}/..`)),
    errorOf(client.register({ user: { email: `${email} ${email}` }, account: { name: 'a' } })),
    errorOf(construct({ applicationSecret: `${applicationSecret}\r\nx: y` })),
    errorOf(construct({ apiUrl: `https://user:${applicationSecret}@api.example` })),
  ]);
  expect(found(...errors)).toEqual([]);
});

async function construct(options: BlokSecClientOptions): Promise<BlokSecClient> {
  return Promise.resolve(options).then((given) => testClient('https://api.example', given));
}

test('T43: a client shows nothing of its options', () => {
  const client = testClient('https://api.example');
  expect(inspect(client, { depth: 10, showHidden: true })).not.toContain(applicationSecret);
  expect(JSON.stringify(client)).toBe('{}');
  expect(Object.getOwnPropertyNames(client)).toEqual([]);
});

test('T43: the secret travels in its header only: neither in the address nor in the body', async () => {
  const server = await startEcho(200);
  await errorOf(testClient(server.url).authenticate(request));
  const [received] = server.requests;
  expect(received?.headers['x-application-secret']).toBe(applicationSecret);
  expect(received?.path).toBe('/auth');
  expect(received?.body).not.toContain(applicationSecret);
});
