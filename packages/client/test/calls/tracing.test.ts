import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { RequestEvent, ResponseEvent } from '../../src/index.ts';
import { json, startServer } from '../helpers/start-server.ts';
import { applicationSecret, errorOf, login, testClient } from '../helpers/test-client.ts';

function recorder() {
  const requests: RequestEvent[] = [];
  const responses: ResponseEvent[] = [];
  return {
    requests,
    responses,
    hooks: {
      onRequest: (event: RequestEvent) => requests.push(event),
      onResponse: (event: ResponseEvent) => responses.push(event),
    },
  };
}

test('a call is told as it goes out and as it is answered, and both belong together', async () => {
  const server = await startServer(json(200, { requestId: 'r', status: 'accepted' }));
  const { requests, responses, hooks } = recorder();
  await testClient(`${server.url}/bloksec`, hooks).authenticate(login);
  expect(requests).toEqual([
    { method: 'POST', route: 'POST /auth', origin: server.url, attempt: 1 },
  ]);
  expect(responses).toEqual([
    { request: requests[0], status: 200, delivered: 'yes', durationMs: expect.any(Number) },
  ]);
  expect(responses[0]?.request).toBe(requests[0]);
  expect(responses[0]?.durationMs).toBeGreaterThan(0);
});

test('each repetition is told, with its number', async () => {
  const server = await startServer((response, request) =>
    json(
      server.requests.length < 3 ? 503 : 200,
      { status: 'pending' },
      { 'retry-after': '0' },
    )(response, request),
  );
  const { requests, responses, hooks } = recorder();
  await testClient(server.url, hooks).getRegistration('r1');
  expect(requests.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  expect(responses.map(({ status }) => status)).toEqual([503, 503, 200]);
});

test('no event holds a secret, a name, an id or a text', async () => {
  const server = await startServer(json(200, { requestId: 'canary-request', status: 'accepted' }));
  const { requests, responses, hooks } = recorder();
  const client = testClient(server.url, hooks);
  await client.authenticate({ accountName: 'canary-name', summary: 'canary-text' });
  await client.getRegistration('canary-registration');
  await client.findAccount('canary-name');
  await errorOf(client.accountQrCode('canary-name'));
  const told = inspect([requests, responses], { depth: 10, showHidden: true });
  expect(requests).toHaveLength(4);
  expect(told).not.toContain('canary');
  expect(told).not.toContain(applicationSecret);
});

test('a connection that breaks is told as such', async () => {
  const server = await startServer((response) => response.socket?.destroy());
  const { responses, hooks } = recorder();
  await errorOf(testClient(server.url, hooks).authenticate(login));
  expect(responses).toMatchObject([{ failure: 'connection-failed', delivered: 'unknown' }]);
  expect(responses[0]).not.toHaveProperty('status');
});

test('a call that its caller ends is told as such', async () => {
  const controller = new AbortController();
  const server = await startServer(() => controller.abort());
  const { responses, hooks } = recorder();
  await errorOf(testClient(server.url, hooks).authenticate(login, { signal: controller.signal }));
  expect(responses).toMatchObject([{ failure: 'aborted', delivered: 'unknown' }]);
});

test('a call that runs out of time is told once, also where an own fetch does not listen', async () => {
  const { responses, hooks } = recorder();
  const late = Promise.withResolvers<Response>();
  const client = testClient('https://api.example', {
    ...hooks,
    approvalTimeoutMs: 50,
    fetch: () => late.promise,
  });
  await errorOf(client.authenticate(login));
  late.resolve(Response.json({ requestId: 'r', status: 'accepted' }));
  await late.promise;
  expect(responses).toMatchObject([{ failure: 'timeout', delivered: 'unknown' }]);
});

test('a hook that throws or rejects changes nothing', async () => {
  const server = await startServer(json(200, { requestId: 'r', status: 'accepted' }));
  const client = testClient(server.url, {
    onRequest: () => {
      throw new Error('hook');
    },
    onResponse: () => Promise.reject(new Error('hook')),
  });
  await expect(client.authenticate(login)).resolves.toMatchObject({ status: 'accepted' });
});

test('nothing is told of a call that was aborted before it went out', async () => {
  const { requests, responses, hooks } = recorder();
  const client = testClient('https://api.example', hooks);
  await errorOf(client.authenticate(login, { signal: AbortSignal.abort() }));
  expect([...requests, ...responses]).toEqual([]);
});
