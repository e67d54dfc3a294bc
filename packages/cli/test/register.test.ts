import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { bloksec, objectsOf, startBloksec } from './helpers/bloksec.ts';
import { invited, startApi } from './helpers/start-api.ts';
import { temporaryFile } from './helpers/temporary-file.ts';

const three =
  'email,accountName\nada@example.com,ada\nbob@example.com,bob\ncarl@example.com,carl\n';

test('each row is sent once, in order, with what is in it', async () => {
  const api = await startApi(invited);
  const file = await temporaryFile(
    'users.csv',
    'email,accountName,firstName,lastName,mobileNumber\n' +
      'ada@example.com,ada,Ada,"Byron, ""Lovelace""",+14165550123\n' +
      'bob@example.com,bob,,,\n',
  );
  const { exitCode, stdout, stderr } = await bloksec(['register', file], api.env);
  expect(stdout).toBe(
    'line 2  invited  ada  r1\nline 3  invited  bob  r2\n2 invited, 0 invalid, 0 failed.\n',
  );
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(api.bodies).toEqual([
    {
      user: {
        email: 'ada@example.com',
        first_name: 'Ada',
        last_name: 'Byron, "Lovelace"',
        mobile_number: '+14165550123',
      },
      account: { name: 'ada', appDID: 'harbour-bank' },
    },
    { user: { email: 'bob@example.com' }, account: { name: 'bob', appDID: 'harbour-bank' } },
  ]);
});

test('--json prints one object per row, and a summary', async () => {
  const api = await startApi(invited);
  const { exitCode, stdout } = await bloksec(['register', '-', '--json'], api.env, three);
  expect(objectsOf(stdout)).toEqual([
    { line: 2, status: 'invited', accountName: 'ada', registrationId: 'r1' },
    { line: 3, status: 'invited', accountName: 'bob', registrationId: 'r2' },
    { line: 4, status: 'invited', accountName: 'carl', registrationId: 'r3' },
    { summary: { invited: 3, invalid: 0, failed: 0 } },
  ]);
  expect(exitCode).toBe(0);
});

test('of standard input bad rows are left out, and the rest is sent', async () => {
  const api = await startApi(invited);
  const input = 'email,accountName\nada@example.com,ada\nbob,bob\ncarl@example.com,carl\n';
  const { exitCode, stdout } = await bloksec(['register', '-'], api.env, input);
  expect(stdout).toContain('line 3  invalid  user.email');
  expect(stdout).toContain('2 invited, 1 invalid, 0 failed.');
  expect(exitCode).toBe(1);
  expect(api.bodies).toHaveLength(2);
});

test('a row that BlokSec refuses does not stop the others', async () => {
  const api = await startApi((response, number) => {
    if (number === 2) response.writeHead(422).end('{}');
    else invited(response, number);
  });
  const { exitCode, stdout } = await bloksec(['register', '-', '--json'], api.env, three);
  expect(objectsOf(stdout)).toEqual([
    expect.objectContaining({ line: 2, status: 'invited' }),
    {
      line: 3,
      status: 'failed',
      accountName: 'bob',
      error: expect.objectContaining({ code: 'bad-request', delivered: 'yes', status: 422 }),
    },
    expect.objectContaining({ line: 4, status: 'invited' }),
    { summary: { invited: 2, invalid: 0, failed: 1 } },
  ]);
  expect(exitCode).toBe(1);
});

test.each([
  ['wrong credentials', (response: ServerResponse) => response.writeHead(401).end('{}'), 3, 'yes'],
  ['too many requests', (response: ServerResponse) => response.writeHead(429).end('{}'), 3, 'yes'],
  ['a failing service', (response: ServerResponse) => response.writeHead(503).end('{}'), 3, 'yes'],
  ['an unreadable answer', (response: ServerResponse) => response.end('{}'), 3, 'yes'],
  ['a broken connection', (response: ServerResponse) => response.socket?.destroy(), 4, 'unknown'],
])('%s stops the run, and says after which line', async (_name, fail, code, delivered) => {
  const api = await startApi((response, number) => {
    if (number === 2) fail(response);
    else invited(response, number);
  });
  const { exitCode, stdout } = await bloksec(['register', '-'], api.env, three);
  expect(stdout).toContain('line 2  invited  ada');
  expect(stdout).toMatch(new RegExp(`line 3 {2}failed {2}bob .*delivered: ${delivered}`));
  expect(stdout).toContain('1 invited, 0 invalid, 1 failed. Stopped after line 3');
  expect(exitCode).toBe(code);
  expect(api.bodies).toHaveLength(2);
});

test('Ctrl-C finishes the row under way, and sends no more', async () => {
  let arrive: (response: ServerResponse) => void;
  const arrived = new Promise<ServerResponse>((resolve) => (arrive = resolve));
  const api = await startApi((response) => arrive(response));
  const { child, finished } = startBloksec(['register', '-'], api.env, three);
  const response = await arrived;
  const told = once(child.stderr ?? child, 'data');
  child.kill('SIGINT');
  await told;
  invited(response, 1);
  const { exitCode, stdout, stderr } = await finished;
  expect(stderr).toContain('Ctrl-C again');
  expect(stdout).toContain('line 2  invited  ada  r1');
  expect(stdout).toContain('1 invited, 0 invalid, 0 failed. Stopped after line 2');
  expect(exitCode).toBe(130);
  expect(api.bodies).toHaveLength(1);
});

test('a reader that goes away ends the run', async () => {
  const api = await startApi(invited);
  const rows = Array.from({ length: 2000 }, (_, index) => `u${index}@example.com,u${index}`);
  const input = ['email,accountName', ...rows].join('\n');
  const { child, finished } = startBloksec(['register', '-'], api.env, input);
  await once(child.stdout ?? child, 'data');
  child.stdout?.destroy();
  await expect(finished).rejects.toThrow(/premature close/i);
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(141);
  expect(api.bodies.length).toBeLessThan(2000);
});

test('a long file takes no more memory than a short one', async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => `u${index}@example.com,u${index}`);
  const file = await temporaryFile('users.csv', ['email,accountName', ...rows].join('\n'));
  const { exitCode, stdout } = await bloksec(['register', file, '--dry-run'], {
    NODE_OPTIONS: '--max-old-space-size=48',
  });
  expect(stdout).toBe('100000 rows, 0 invalid. Nothing was sent.\n');
  expect(exitCode).toBe(0);
}, 120_000);
