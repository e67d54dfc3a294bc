import { expect, test } from 'vitest';
import type { BlokSecFetch } from '../../src/index.ts';
import { json, startServer } from '../helpers/start-server.ts';
import { errorOf, login, testClient } from '../helpers/test-client.ts';

test('a refused connection is certainly not delivered, and tried three times', async () => {
  const server = await startServer(json(200, {}));
  await server.close();
  let attempts = 0;
  const client = testClient(server.url, {
    fetch: (url, init) => {
      attempts += 1;
      return fetch(url, init);
    },
  });
  const error = await errorOf(client.authenticate(login));
  expect(error).toMatchObject({ code: 'connection-failed', delivered: 'no', retryable: true });
  expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' });
  expect(attempts).toBe(3);
});

test('a POST whose first attempt was refused goes through with the next', async () => {
  const closed = await startServer(json(200, {}));
  await closed.close();
  const server = await startServer(json(200, { requestId: 'r', status: 'accepted' }));
  const addresses = [closed.url, server.url];
  const client = testClient(server.url, {
    fetch: (url, init) => fetch(url.replace(server.url, addresses.shift() ?? ''), init),
  });
  await expect(client.authenticate(login)).resolves.toMatchObject({ status: 'accepted' });
  expect(server.requests).toHaveLength(1);
});

test('T29: a POST whose connection breaks after it was read is sent once, and unknown', async () => {
  const server = await startServer((response) => response.socket?.destroy());
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error).toMatchObject({
    code: 'connection-failed',
    delivered: 'unknown',
    retryable: true,
  });
  expect(server.requests).toHaveLength(1);
});

test('T29: a register whose connection breaks is sent once, and unknown', async () => {
  const server = await startServer((response) => response.socket?.resetAndDestroy());
  const error = await errorOf(
    testClient(server.url).register({
      user: { email: 'user@example.com' },
      account: { name: 'user@example.com' },
    }),
  );
  expect(error).toMatchObject({ code: 'connection-failed', delivered: 'unknown' });
  expect(server.requests).toHaveLength(1);
});

test('T29: a POST whose answer breaks off was delivered, and is not sent again', async () => {
  const server = await startServer((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
    response.write('{"requestId":"r","status":"accepted"', () => response.socket?.destroy());
  });
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error).toMatchObject({ code: 'connection-failed', delivered: 'yes' });
  expect(server.requests).toHaveLength(1);
});

test('a GET whose connection breaks is tried again', async () => {
  let broken = 0;
  const server = await startServer((response, request) => {
    if (broken === 2) return json(200, { status: 'pending' })(response, request);
    broken += 1;
    response.socket?.destroy();
  });
  await expect(testClient(server.url).getRegistration('r1')).resolves.toMatchObject({
    status: 'pending',
  });
  expect(server.requests).toHaveLength(3);
});

function failingWith(cause: Error): { fetch: BlokSecFetch; attempts: () => number } {
  let attempts = 0;
  const failing = (): Promise<Response> => {
    attempts += 1;
    return Promise.reject(new TypeError('fetch failed', { cause }));
  };
  return { fetch: failing, attempts: () => attempts };
}

const coded = (code: string, syscall?: string): Error =>
  Object.assign(new Error(`${code} happened`), { code, ...(syscall ? { syscall } : {}) });

test.each([
  ['a host that is unknown', coded('ENOTFOUND', 'getaddrinfo'), 'no', true],
  ['a DNS server that does not answer', coded('EAI_AGAIN', 'getaddrinfo'), 'no', true],
  ['a connection that takes too long', coded('UND_ERR_CONNECT_TIMEOUT'), 'no', true],
  ['a reset while connecting', coded('ECONNRESET', 'connect'), 'no', true],
  ['no route to the host', coded('EHOSTUNREACH', 'connect'), 'no', true],
  ['a certificate that has expired', coded('CERT_HAS_EXPIRED'), 'no', false],
  ['a certificate that it made itself', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'no', false],
  ['a certificate of another host', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'no', false],
  [
    'every address of a host refusing',
    new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ECONNREFUSED', 'connect')]),
    'no',
    true,
  ],
  [
    'one of several addresses breaking later',
    new AggregateError([coded('ECONNREFUSED', 'connect'), coded('ECONNRESET', 'read')]),
    'unknown',
    true,
  ],
  ['a reset', coded('ECONNRESET', 'read'), 'unknown', true],
  ['a socket that the other side closed', coded('UND_ERR_SOCKET'), 'unknown', true],
  ['no head of an answer', coded('UND_ERR_HEADERS_TIMEOUT'), 'unknown', true],
  ['a broken pipe', coded('EPIPE', 'write'), 'unknown', true],
  ['a failure without a code', new Error('something'), 'unknown', true],
] as const)('%s: as undici reports it', async (_name, cause, delivered, retryable) => {
  const failing = failingWith(cause);
  const client = testClient('https://api.example', { fetch: failing.fetch });
  const error = await errorOf(client.authenticate(login));
  expect(error).toMatchObject({ code: 'connection-failed', delivered, retryable });
  expect(failing.attempts()).toBe(delivered === 'no' && retryable ? 3 : 1);
});

test('once an attempt may have arrived, a later one that certainly did not changes nothing', async () => {
  const causes = [coded('ECONNRESET', 'read'), coded('ECONNREFUSED', 'connect')];
  const client = testClient('https://api.example', {
    fetch: () =>
      Promise.reject(
        new TypeError('fetch failed', { cause: causes.shift() ?? coded('ECONNREFUSED') }),
      ),
  });
  const error = await errorOf(client.getRegistration('r1'));
  expect(error).toMatchObject({ code: 'connection-failed', delivered: 'unknown' });
});

test('an own fetch that throws something strange ends in an error of ours', async () => {
  const client = testClient('https://api.example', {
    fetch: () => {
      throw new RangeError('own fetch is broken');
    },
  });
  const error = await errorOf(client.authenticate(login));
  expect(error).toMatchObject({ code: 'connection-failed', delivered: 'unknown' });
  expect(error.cause).toMatchObject({ name: 'RangeError', message: 'own fetch is broken' });
});
