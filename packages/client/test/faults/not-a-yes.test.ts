import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { json, startServer } from '../helpers/start-server.ts';
import { errorOf, login, testClient } from '../helpers/test-client.ts';

const requestId = '622b95833bab53f6bba946d0';

function raw(status: number, contentType: string, body: string | Uint8Array) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(body);
  };
}
const rawJson = (body: string | Uint8Array) => raw(200, 'application/json', body);
const accepted = JSON.stringify({ requestId, status: 'accepted' });

test('the exact string "accepted" with a requestId is a yes', async () => {
  const server = await startServer(json(200, { requestId, status: 'accepted' }));
  await expect(testClient(server.url).authenticate(login)).resolves.toEqual({
    status: 'accepted',
    requestId,
  });
});

test.each(['rejected', 'expired'] as const)('"%s" is a value, and no error', async (status) => {
  const server = await startServer(json(200, { requestId, status }));
  await expect(testClient(server.url).authenticate(login)).resolves.toEqual({ status, requestId });
});

test.each([
  ['"Accepted"', json(200, { requestId, status: 'Accepted' })],
  ['"ACCEPTED"', json(200, { requestId, status: 'ACCEPTED' })],
  ['"accepted "', json(200, { requestId, status: 'accepted ' })],
  ['"approved"', json(200, { requestId, status: 'approved' })],
  ['"pending"', json(200, { requestId, status: 'pending' })],
  ['an empty status', json(200, { requestId, status: '' })],
  ['the number 1', json(200, { requestId, status: 1 })],
  ['the string "1"', json(200, { requestId, status: '1' })],
  ['true', json(200, { requestId, status: true })],
  ['null', json(200, { requestId, status: null })],
  ['["accepted"]', json(200, { requestId, status: ['accepted'] })],
  ['{"accepted":true}', json(200, { requestId, status: { accepted: true } })],
  ['no status', json(200, { requestId })],
  ['no requestId', json(200, { status: 'accepted' })],
  ['an empty requestId', json(200, { requestId: '', status: 'accepted' })],
  ['a requestId that is a number', json(200, { requestId: 1, status: 'accepted' })],
  ['the answer of the oldest servers', json(200, { returnValues: { authCode: '1' } })],
  ['authCode as a number', json(200, { requestId, returnValues: { authCode: 1 } })],
  ['a nested status', json(200, { requestId, data: { status: 'accepted' } })],
  ['a status on the prototype', rawJson(`{"requestId":"${requestId}","__proto__":${accepted}}`)],
  ['an array', json(200, [{ requestId, status: 'accepted' }])],
  ['a JSON string', json(200, 'accepted')],
  ['JSON null', json(200, null)],
  ['an empty body', rawJson('')],
  ['truncated JSON', rawJson(accepted.slice(0, -1))],
  ['two JSON texts', rawJson(`${accepted}\n${accepted}`)],
  ['two statuses', rawJson(`{"requestId":"${requestId}","status":"rejected","status":"accepted"}`)],
  [
    'two statuses, one spelled with an escape',
    rawJson(`{"requestId":"${requestId}","\\u0073tatus":"rejected","status":"accepted"}`),
  ],
  ['UTF-16', rawJson(Buffer.from(accepted, 'utf16le'))],
  ['broken UTF-8', rawJson(Buffer.concat([Buffer.from(accepted), Buffer.from([0xff])]))],
  ['deep JSON', rawJson('['.repeat(200_000))],
  ['more than 1 MiB', json(200, { requestId, status: 'accepted', pad: 'x'.repeat(1024 * 1024) })],
  ['HTML', raw(200, 'text/html', '<!doctype html><title>Log in</title>')],
  ['a yes in HTML', raw(200, 'text/html', accepted)],
  ['a yes in plain text', raw(200, 'text/plain', accepted)],
  ['a yes of the type application/jsonp', raw(200, 'application/jsonp', accepted)],
  ['a yes without a type', (response: ServerResponse) => response.end(accepted)],
  ['a yes with 202', json(202, { requestId, status: 'accepted' })],
  ['a yes with 206', json(206, { requestId, status: 'accepted' })],
  ['204', (response: ServerResponse) => response.writeHead(204).end()],
])('T3: %s is not a yes', async (_name, answer) => {
  const server = await startServer(answer);
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error).toMatchObject({
    code: 'invalid-response',
    delivered: 'yes',
    retryable: false,
  });
  expect(server.requests).toHaveLength(1);
});

test('a small answer that unpacks to more than 1 MiB is not read to its end', async () => {
  const bomb = gzipSync(`{"pad":"${'x'.repeat(50 * 1024 * 1024)}"}`);
  expect(bomb.byteLength).toBeLessThan(100_000);
  const server = await startServer((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(bomb);
  });
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error).toMatchObject({ code: 'invalid-response', delivered: 'yes' });
  expect(error.message).toContain('1 MiB');
});

test.each([
  [400, 'bad-request', false],
  [401, 'credentials-refused', false],
  [403, 'credentials-refused', false],
  [404, 'account-not-found', false],
  [405, 'bad-request', false],
  [408, 'timeout', true],
  [409, 'bad-request', false],
  [413, 'bad-request', false],
  [422, 'bad-request', false],
  [429, 'rate-limited', true],
  [500, 'service-unavailable', true],
  [502, 'service-unavailable', true],
  [503, 'service-unavailable', true],
  [504, 'service-unavailable', true],
])('T3: a yes with the status %i is not a yes, but %s', async (status, code, retryable) => {
  const server = await startServer(json(status, { requestId, status: 'accepted' }));
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error).toMatchObject({ code, status, retryable, delivered: 'yes' });
  expect(server.requests).toHaveLength(1);
});

test.each([
  { error: 'Request timed out' },
  { code: 'auth_timeout' },
  { requestId, status: 'expired' },
])('a 401 that speaks of a timeout (%o) is a timeout', async (body) => {
  const server = await startServer(json(401, body));
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error).toMatchObject({ code: 'timeout', status: 401, delivered: 'yes' });
});

test.each([{ error: 'invalid application secret' }, { message: 7 }, {}])(
  'a 401 that does not (%o) says that the credentials are wrong, and which to look at',
  async (body) => {
    const server = await startServer(json(401, body));
    const error = await errorOf(testClient(server.url).authenticate(login));
    expect(error).toMatchObject({ code: 'credentials-refused', status: 401 });
    expect(error.message).toContain('BLOKSEC_APPLICATION_SECRET');
  },
);

test.each([
  ['requestId', { status: 'accepted' }, {}],
  ['authCode', { returnValues: {} }, { dialect: 'older', writeToken: 'token' }],
] as const)(
  'T3: a %s that something has put on Object.prototype makes no yes',
  async (name, answer, options) => {
    const server = await startServer(json(200, answer));
    const client = testClient(server.url, options);
    Object.defineProperty(Object.prototype, name, {
      value: '1',
      configurable: true,
      writable: true,
    });
    try {
      const error = await errorOf(client.authenticate(login));
      expect(error).toMatchObject({ code: 'invalid-response' });
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
  },
);

test('an answer with 201 is read, and its error names that status', async () => {
  const server = await startServer(json(201, { requestId, status: 'Accepted' }));
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error).toMatchObject({ code: 'invalid-response', status: 201 });
});
