import { connect } from 'node:net';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';
import { createSandbox } from '../../src/index.ts';
import { atHost } from '../helpers/at-host.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();
const port = (): string => new URL(sandbox().url).port;

const addresses = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
const outside = addresses.find(({ internal, family }) => !internal && family === 'IPv4');

afterEach(() => vi.unstubAllEnvs());

test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])(
  'serves the API as %s',
  async (name) => {
    const answer = await atHost(`${name}:${port()}`, port(), '/auth', { body: {} });
    expect(answer.status).toBe(401);
    expect(answer.headers['x-bloksec-sandbox']).toBe('1');
  },
);

test.each([
  'evil.example',
  'localhost.evil.example',
  'api.localhost',
  'phone.localhost.evil.example',
  '0.0.0.0',
  '127.0.0.1.nip.io',
  'localhost.',
])('answers 421 to the host %s, whatever is asked', async (name) => {
  for (const path of ['/', '/auth', '/api/mails', '/api/overview']) {
    const answer = await atHost(`${name}:${port()}`, port(), path);
    expect(answer.status).toBe(421);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json<{ detail: string }>().detail).toContain('localhost, 127.0.0.1');
  }
});

test('answers 400 to a request that names no host at all', async () => {
  const socket = connect(Number(port()), '127.0.0.1');
  socket.end('GET /auth HTTP/1.0\r\n\r\n');
  const chunks = await socket.setEncoding('utf8').toArray();
  expect(chunks.join('')).toMatch(/^HTTP\/1\.1 400 /u);
});

test.runIf(addresses.some(({ address }) => address === '::1'))(
  'is also at ::1, where "localhost" may lead',
  async () => {
    const answer = await atHost(`localhost:${port()}`, port(), '/auth', { address: '::1' });
    expect(answer.status).toBe(401);
  },
);

test('closes once, however often it is told to', async () => {
  const closing = await createSandbox();
  await Promise.all([closing.close(), closing.close()]);
  await closing.close();
  await expect(fetch(closing.url)).rejects.toThrow('fetch failed');
});

test.runIf(outside)('cannot be reached from the network', async () => {
  const socket = connect(Number(port()), outside?.address ?? '');
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});

test('serves each host its own part only', async () => {
  const at = (name: string, path: string) => atHost(`${name}:${port()}`, port(), path);
  expect((await at('localhost', '/api/mails')).status).toBe(404);
  expect((await at('phone.localhost', '/api/mails')).status).toBe(404);
  expect((await at('inbox.localhost', '/api/overview')).status).toBe(404);
  expect((await at('inbox.localhost', '/registration')).status).toBe(404);
  expect((await at('inbox.localhost', '/api/mails')).status).toBe(200);
});

test('does not start with NODE_ENV=production', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  await expect(createSandbox()).rejects.toThrow('does not run with NODE_ENV=production');
});

test('says so when its port is taken, and leaves the other program alone', async () => {
  const other = createServer((_, response) => response.end('mine'));
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const taken = (other.address() as AddressInfo).port;
  await expect(createSandbox({ port: taken })).rejects.toThrow(
    `Port ${taken} is taken by another program. Stop that one, or choose another port.`,
  );
  expect(await (await fetch(`http://127.0.0.1:${taken}`)).text()).toBe('mine');
  other.closeAllConnections();
  other.close();
});
