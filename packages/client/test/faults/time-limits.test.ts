import { getEventListeners, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { json, startServer } from '../helpers/start-server.ts';
import { errorOf, login, testClient } from '../helpers/test-client.ts';

/** A server that never answers, and the moment in which it has a request. */
async function startSilentServer() {
  let arrive: (response: ServerResponse) => void;
  const arrived = new Promise<ServerResponse>((resolve) => (arrive = resolve));
  const server = await startServer((response) => arrive(response));
  return { server, arrived };
}

describe('the time limit', () => {
  test('of an approval ends the call and its socket; whether the phone rang is unknown', async () => {
    const { server, arrived } = await startSilentServer();
    const client = testClient(server.url, { approvalTimeoutMs: 200 });
    const failed = errorOf(client.authenticate(login));
    const closed = once(await arrived, 'close');
    expect(await failed).toMatchObject({ code: 'timeout', delivered: 'unknown', retryable: true });
    await closed;
    expect(server.requests).toHaveLength(1);
  });

  test('of one approval can be given with the call', async () => {
    const { server } = await startSilentServer();
    const error = await errorOf(
      testClient(server.url).authenticate(login, { approvalTimeoutMs: 150 }),
    );
    expect(error).toMatchObject({ code: 'timeout' });
    expect(error.message).toContain('150 ms');
  });

  test('of other calls is timeoutMs', async () => {
    const { server } = await startSilentServer();
    const error = await errorOf(testClient(server.url, { timeoutMs: 150 }).getRegistration('r1'));
    expect(error).toMatchObject({ code: 'timeout', delivered: 'unknown' });
    expect(server.requests).toHaveLength(1);
  });

  test('does not hold for approvals when it is timeoutMs', async () => {
    const { server, arrived } = await startSilentServer();
    const pending = testClient(server.url, { timeoutMs: 50 }).authenticate(login);
    const response = await arrived;
    setTimeout(
      () => json(200, { requestId: 'r', status: 'accepted' })(response, server.requests[0]!),
      300,
    );
    await expect(pending).resolves.toMatchObject({ status: 'accepted' });
  });

  test('covers a body that never ends; the request was delivered', async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"requestId":"r","status":"acc');
    });
    const error = await errorOf(
      testClient(server.url, { approvalTimeoutMs: 1500 }).authenticate(login),
    );
    expect(error).toMatchObject({ code: 'timeout', delivered: 'yes' });
  });

  test('covers a body that comes byte by byte', async () => {
    const server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const error = await errorOf(testClient(server.url, { timeoutMs: 1500 }).getRegistration('r1'));
    expect(error).toMatchObject({ code: 'timeout', delivered: 'yes' });
  });

  test('covers all attempts of a GET together', async () => {
    const server = await startServer(json(503, {}, { 'retry-after': '0' }));
    let attempts = 0;
    const client = testClient(server.url, {
      timeoutMs: 2000,
      fetch: async (url, init) => {
        attempts += 1;
        // The first attempt is answered, the second never.
        return fetch(attempts === 1 ? url : `${silent.server.url}/x`, init);
      },
    });
    const silent = await startSilentServer();
    const error = await errorOf(client.getRegistration('r1'));
    expect(error).toMatchObject({ code: 'timeout', delivered: 'yes' });
    expect(attempts).toBe(2);
  });

  test('holds where an own fetch does not listen to the signal', async () => {
    const client = testClient('https://api.example', {
      approvalTimeoutMs: 100,
      fetch: () => new Promise(() => undefined),
    });
    expect(await errorOf(client.authenticate(login))).toMatchObject({
      code: 'timeout',
      delivered: 'unknown',
    });
  });
});

describe('the signal', () => {
  test('that is aborted already sends nothing', async () => {
    const { server } = await startSilentServer();
    const error = await errorOf(
      testClient(server.url).authenticate(login, { signal: AbortSignal.abort() }),
    );
    expect(error).toMatchObject({ code: 'aborted', delivered: 'no', retryable: false });
    expect(server.requests).toHaveLength(0);
  });

  test('ends a call under way, its socket and its listeners; delivery is unknown', async () => {
    const { server, arrived } = await startSilentServer();
    const controller = new AbortController();
    const failed = errorOf(
      testClient(server.url).authenticate(login, { signal: controller.signal }),
    );
    const closed = once(await arrived, 'close');
    controller.abort(new Error('the browser has gone'));
    expect(await failed).toMatchObject({ code: 'aborted', delivered: 'unknown' });
    await closed;
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(server.requests).toHaveLength(1);
  });

  test('ends the pause before the next attempt', async () => {
    const controller = new AbortController();
    const server = await startServer(json(503, {}, { 'retry-after': '5' }));
    const client = testClient(server.url, {
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        setTimeout(() => controller.abort(), 50);
        return response;
      },
    });
    const error = await errorOf(client.getRegistration('r1', { signal: controller.signal }));
    expect(error).toMatchObject({ code: 'aborted', delivered: 'yes' });
    expect(server.requests).toHaveLength(1);
  });

  test('that outlives a call keeps no listener of it', async () => {
    const server = await startServer(json(200, { requestId: 'r', status: 'accepted' }));
    const { signal } = new AbortController();
    await testClient(server.url).authenticate(login, { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('that is aborted after the answer changes nothing', async () => {
    const server = await startServer(json(200, { requestId: 'r', status: 'accepted' }));
    const controller = new AbortController();
    const result = await testClient(server.url).authenticate(login, { signal: controller.signal });
    controller.abort();
    expect(result).toEqual({ status: 'accepted', requestId: 'r' });
  });
});
