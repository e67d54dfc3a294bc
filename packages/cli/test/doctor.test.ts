import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createSandbox, type Sandbox } from '@bloksec/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bloksec, objectsOf } from './helpers/bloksec.ts';
import { startApi } from './helpers/start-api.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

test('where all is well it says so, line by line, and exits 0', async () => {
  const { exitCode, stdout } = await bloksec(['doctor'], sandbox.env);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(
      /^ok {7}configuration {2}application \S+ at http:.*, from the environment$/,
    ),
    expect.stringMatching(/^ok {7}reachability {3}a sandbox answers, in \d+ ms$/),
    expect.stringMatching(/^ok {7}credentials {4}accepted; a wrong secret is refused$/),
    expect.stringMatching(/^ok {7}clock {10}within 30 s of the server's$/),
    '',
  ]);
  expect(exitCode).toBe(0);
});

test('it invites nobody and rings no phone', async () => {
  const before = sandbox.requests().length;
  await bloksec(['doctor'], sandbox.env);
  const made = sandbox.requests().slice(before);
  expect(made.length).toBeGreaterThan(0);
  expect(made.filter(({ method }) => method !== 'GET')).toEqual([]);
});

interface Check {
  readonly check: string;
  readonly result: string;
  readonly text: string;
}

async function checks(env: Record<string, string>): Promise<Record<string, Check>> {
  const { exitCode, stdout } = await bloksec(['doctor', '--json'], env);
  expect(exitCode).toBe(1);
  const [{ checks: found }] = objectsOf(stdout) as [{ checks: Check[] }];
  expect(found).toHaveLength(4);
  return Object.fromEntries(found.map((each) => [each.check, each]));
}

test('what is missing in the configuration is named, all at once', async () => {
  const { configuration, credentials } = await checks({});
  expect(configuration?.text).toMatch(/BLOKSEC_API_URL.*BLOKSEC_APPLICATION_ID.*_SECRET/);
  expect(credentials?.result).toBe('skipped');
});

test('a secret that is refused is a matter of the credentials, not of the way', async () => {
  const env = { ...sandbox.env, BLOKSEC_APPLICATION_SECRET: 'wrong-secret' };
  const { reachability, credentials, clock } = await checks(env);
  expect(reachability?.result).toBe('ok');
  expect(credentials).toMatchObject({
    result: 'wrong',
    text: expect.stringContaining('does not accept the application id and secret'),
  });
  expect(clock?.result).toBe('ok');
});

test.each([
  ['an address where nothing listens', freeAddress, 'Nothing accepts connections there'],
  ['a host that there is not', () => 'https://bloksec.invalid', 'could not be looked up'],
])('%s is said in words', async (_name, address, words) => {
  const BLOKSEC_API_URL = await address();
  const { reachability, credentials } = await checks({ ...sandbox.env, BLOKSEC_API_URL });
  expect(reachability).toMatchObject({ result: 'wrong', text: expect.stringContaining(words) });
  expect(credentials?.result).toBe('skipped');
});

async function freeAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

test('a web server that answers 404 to everybody is not taken for BlokSec', async () => {
  const api = await startApi((response) => response.writeHead(404).end('{}'));
  const { credentials } = await checks(api.env);
  expect(credentials).toMatchObject({
    result: 'wrong',
    text: expect.stringContaining('hardly BlokSec'),
  });
});

test.each([
  ['a service that fails', 500, 'failed'],
  ['a redirect', 302, 'redirect'],
  ['a page of a proxy', 200, 'not'],
])('%s is not taken for BlokSec', async (_name, status, words) => {
  const api = await startApi((response) => {
    response.writeHead(status, { 'content-type': 'text/html', location: '/login' }).end('<html>');
  });
  const { reachability } = await checks(api.env);
  expect(reachability).toMatchObject({ result: 'wrong', text: expect.stringContaining(words) });
});

test.each([
  [-200_000, '3 min 20 s ahead of'],
  [7_500_000, '2 h 5 min behind'],
])('a clock that is off by %i ms is seen by the Date of the answer', async (offset, words) => {
  const api = await startApi((response) => {
    // On a whole second, so that the difference is never a second less than it is meant to be.
    const date = new Date(
      Math.floor((Date.now() + offset) / 1000) * 1000 + (offset > 0 ? 0 : 1000),
    );
    response.writeHead(401, { date: date.toUTCString() }).end('{}');
  });
  const { clock } = await checks(api.env);
  expect(clock?.result).toBe('wrong');
  expect(clock?.text).toContain(words.split(' ').at(-1));
  expect(clock?.text).toMatch(
    /This machine's clock is [23] \w+ \d+ \w+ (ahead of|behind) the server's/,
  );
});
