import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AuthResult, BlokSecFetch } from '../../src/index.ts';
import { startH2Server, type AnyResponse, type H2Server } from '../helpers/start-h2-server.ts';
import { errorOf, login, testClient } from '../helpers/test-client.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const undiciRuns = major > 22 || (major === 22 && minor >= 19);

/** Read on its own: undici 8 does not even load where it does not run. */
let http2Fetch: (ca?: string) => BlokSecFetch;
beforeAll(async () => {
  if (undiciRuns) ({ http2Fetch } = await import('../../examples/http2-fetch.ts'));
});

function ask(server: H2Server, fetch: BlokSecFetch, count: number, signal?: AbortSignal) {
  const client = testClient(server.url, { fetch, approvalTimeoutMs: 60_000 });
  return Array.from({ length: count }, () => client.authenticate(login, { signal }));
}

function accept(response: AnyResponse): void {
  response.setHeader('content-type', 'application/json');
  response.end('{"requestId":"r","status":"accepted"}');
}

const yes: AuthResult = { status: 'accepted', requestId: 'r' };

describe.skipIf(!undiciRuns)('over HTTP/2', () => {
  test('a thousand pending approvals share ten connections, and each gets its answer', async () => {
    const server = await startH2Server({ http2: true });
    const asked = ask(server, http2Fetch(server.certificate), 1000);
    await server.arrived(1000);
    expect(server.sockets.size).toBeLessThanOrEqual(10);
    server.pending.forEach(accept);
    expect(await Promise.all(asked)).toEqual(asked.map(() => yes));
    expect(server.pending).toHaveLength(1000);
  });

  test('an abort ends one of them, and leaves the others alone', async () => {
    const server = await startH2Server({ http2: true });
    const fetch = http2Fetch(server.certificate);
    const controller = new AbortController();
    const [first] = ask(server, fetch, 1, controller.signal);
    const failed = errorOf(first ?? Promise.resolve());
    await server.arrived(1);
    const others = ask(server, fetch, 5);
    await server.arrived(6);
    controller.abort();
    expect(await failed).toMatchObject({ code: 'aborted', delivered: 'unknown' });
    server.pending.slice(1).forEach(accept);
    expect(await Promise.all(others)).toEqual(others.map(() => yes));
  });

  test('T29: a connection that breaks under many approvals is not made up for: no phone rings twice', async () => {
    const server = await startH2Server({ http2: true });
    const fetch = http2Fetch(server.certificate);
    const failed = ask(server, fetch, 20).map(errorOf);
    await server.arrived(20);
    for (const socket of server.sockets) socket.destroy();
    for (const error of await Promise.all(failed)) {
      expect(error).toMatchObject({ code: 'connection-failed', delivered: 'unknown' });
    }
    // A later call gets through, so what could have been sent again by then would have been.
    const [later] = ask(server, fetch, 1);
    await server.arrived(21);
    server.pending.slice(20).forEach(accept);
    await expect(later).resolves.toEqual(yes);
    expect(server.pending).toHaveLength(21);
  });

  test('a server without HTTP/2 gets one connection for each, and no request twice', async () => {
    const server = await startH2Server({ http2: false });
    const asked = ask(server, http2Fetch(server.certificate), 40);
    await server.arrived(40);
    expect(server.sockets.size).toBe(40);
    server.pending.forEach(accept);
    expect(await Promise.all(asked)).toEqual(asked.map(() => yes));
    expect(server.pending).toHaveLength(40);
  });

  test('a certificate that is not trusted is refused before anything is sent', async () => {
    const server = await startH2Server({ http2: true });
    const [asked] = ask(server, http2Fetch(), 1);
    const error = await errorOf(asked ?? Promise.resolve());
    expect(error).toMatchObject({ code: 'connection-failed', delivered: 'no', retryable: false });
    expect(server.pending).toHaveLength(0);
  });
});

test('the README shows the example as it is', () => {
  const read = (file: string): string =>
    readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  expect(read('README.md')).toContain(read('examples/http2-fetch.ts').trim());
});
