import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { Pace } from '../src/bulk/pace.ts';
import { bloksec } from './helpers/bloksec.ts';
import { invited, startApi } from './helpers/start-api.ts';
import { usersFile } from './helpers/users.ts';

const five = ['ada', 'bob', 'carl', 'dora', 'eve'];

test.each([
  ['seconds', () => '2'],
  ['a date', () => new Date(Date.now() + 2900).toUTCString()],
])(
  'Retry-After as %s is obeyed: all wait, and the refused row is sent again',
  async (_name, value) => {
    const times: number[] = [];
    const api = await startApi((response, number) => {
      times.push(performance.now());
      if (number === 2) response.writeHead(429, { 'retry-after': value() }).end('{}');
      else invited(response, number);
    });
    const file = await usersFile(five);
    const { exitCode, stdout, stderr } = await bloksec(
      ['register', file, '--concurrency', '1'],
      api.env,
    );
    expect(stdout).toContain('5 invited, 0 already invited, 0 refused, 0 unknown, 0 not sent.');
    expect(stderr).toMatch(/Waiting \d s before the next try\. .*too many requests/);
    expect(exitCode).toBe(0);
    expect(api.accounts).toEqual(['ada', 'bob', 'bob', 'carl', 'dora', 'eve']);
    // A date has whole seconds only.
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(1800);
  },
  30_000,
);

test('while the service fails one row at a time tries, and the run gives up after five', async () => {
  const api = await startApi((response) =>
    response.writeHead(503, { 'retry-after': '0' }).end('{}'),
  );
  const file = await usersFile(Array.from({ length: 40 }, (_, index) => `u${index}`));
  const { exitCode, stdout, stderr } = await bloksec(
    ['register', file, '--concurrency', '4'],
    api.env,
  );
  expect(api.bodies).toHaveLength(4 + 4);
  expect(stdout).toContain('0 invited, 0 already invited, 0 refused, 8 unknown, 32 not sent.');
  expect(stderr).toContain('the service, or a proxy before it, failed');
  expect(exitCode).toBe(4);
}, 60_000);

test('where nothing listens yet the run waits, and goes on once somebody does', async () => {
  const api = await startApi(invited);
  const place = createServer().listen(0, '127.0.0.1');
  await once(place, 'listening');
  const { port } = place.address() as AddressInfo;
  place.close();
  await once(place, 'close');
  const file = await usersFile(five);
  const env = { ...api.env, BLOKSEC_API_URL: `http://127.0.0.1:${port}` };
  const run = bloksec(['register', file], env);
  // The port is free for the first tries, and then leads to the API.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const forward = createServer((socket) => {
    const { port: apiPort } = new URL(api.env['BLOKSEC_API_URL'] ?? '');
    import('node:net').then(({ connect }) => {
      const onward = connect(Number(apiPort), '127.0.0.1');
      socket.on('error', () => onward.destroy()).pipe(onward);
      onward.on('error', () => socket.destroy()).pipe(socket);
    }, console.error);
  }).listen(port, '127.0.0.1');
  await once(forward, 'listening');
  const { exitCode, stdout } = await run;
  forward.close();
  expect(stdout).toContain('5 invited, 0 already invited, 0 refused, 0 unknown, 0 not sent.');
  expect(exitCode).toBe(0);
}, 60_000);

test('rows that fail together count as one failure, and the pauses grow', () => {
  const pauses: number[] = [];
  const pace = new Pace({
    pause: (ms) => pauses.push(ms),
    probe: () => undefined,
    fullSpeed: () => undefined,
  });
  const startedAt = performance.now();
  expect(Array.from({ length: 20 }, () => pace.failed(startedAt))).not.toContain('give-up');
  expect(pauses).toHaveLength(1);
  pace.end();
  expect(pace.failed(startedAt)).toBe('wait');
  expect(pauses).toHaveLength(1);
  for (const verdict of ['wait', 'wait', 'wait', 'give-up']) {
    expect(pace.failed(performance.now() + 60_000)).toBe(verdict);
    pace.end();
  }
  expect(pauses).toHaveLength(4);
  for (const [index, ms] of pauses.entries()) {
    expect(ms).toBeGreaterThan(700 * 2 ** index);
    expect(ms).toBeLessThan(1300 * 2 ** index);
  }
});

test('a longer Retry-After during a pause makes it longer', () => {
  const pace = new Pace({
    pause: () => undefined,
    probe: () => undefined,
    fullSpeed: () => undefined,
  });
  pace.failed(performance.now());
  pace.askedToWait(60_000);
  expect(pace.remainingMs).toBeGreaterThan(59_000);
  pace.end();
  expect(pace.remainingMs).toBe(0);
});
