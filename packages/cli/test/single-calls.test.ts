import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { bloksec, objectsOf, startBloksec } from './helpers/bloksec.ts';
import { startApi, type TestApi } from './helpers/start-api.ts';

const auth = ['auth', 'ada', '--summary', 'Deploy to production'];

function startAnswering(status: number, body: object): Promise<TestApi> {
  return startApi((response) => response.writeHead(status).end(JSON.stringify(body)));
}

test.each([
  ['accepted', 0],
  ['rejected', 1],
  ['expired', 1],
])('auth that is %s exits %i', async (status, code) => {
  const api = await startAnswering(200, { requestId: 'q1', status });
  const { exitCode, stdout } = await bloksec(auth, api.env);
  expect(stdout).toBe(`${status}  q1\n`);
  expect(exitCode).toBe(code);
});

test('auth sends what the phone shows, and says that it waits', async () => {
  const api = await startAnswering(200, { requestId: 'q1', status: 'accepted' });
  const { stdout, stderr } = await bloksec(
    [...auth, '--details', 'v2.4.1\nCode: 1', '--json'],
    api.env,
  );
  expect(objectsOf(stdout)).toEqual([{ status: 'accepted', requestId: 'q1' }]);
  expect(stderr).toBe('');
  expect(api.bodies).toEqual([
    expect.objectContaining({
      accountName: 'ada',
      requestSummary: 'Deploy to production',
      requestDetails: 'v2.4.1 Code: 1',
    }),
  ]);
  const { stderr: remark } = await bloksec(auth, api.env);
  expect(remark).toBe('Waiting for the answer on the phone …\n');
});

test.each([
  [200, { requestId: 'q1', status: 'Accepted' }, 'invalid-response'],
  [200, { status: 'accepted' }, 'invalid-response'],
  [401, {}, 'credentials-refused'],
  [404, {}, 'account-not-found'],
  [500, { requestId: 'q1', status: 'accepted' }, 'service-unavailable'],
])('auth with the answer %i %o exits 3', async (status, body, code) => {
  const api = await startAnswering(status, body);
  const { exitCode, stdout } = await bloksec([...auth, '--json'], api.env);
  expect(objectsOf(stdout)).toEqual([
    { error: expect.objectContaining({ code, status, delivered: 'yes' }) },
  ]);
  expect(exitCode).toBe(3);
});

test('auth whose connection breaks exits 4: it is unknown whether the phone rang', async () => {
  const api = await startApi((response) => response.socket?.destroy());
  const { exitCode, stdout, stderr } = await bloksec(auth, api.env);
  expect(stdout).toBe('');
  expect(stderr).toContain('may have reached BlokSec');
  expect(exitCode).toBe(4);
  expect(api.bodies).toHaveLength(1);
});

test('Ctrl-C ends auth at once, and says what to do with the phone', async () => {
  let arrive: (response: ServerResponse) => void;
  const arrived = new Promise<ServerResponse>((resolve) => (arrive = resolve));
  const api = await startApi((response) => arrive(response));
  const { child, finished } = startBloksec(auth, api.env);
  await arrived;
  child.kill('SIGINT');
  const { exitCode, stderr } = await finished;
  expect(stderr).toContain('Ignore the request on the phone');
  expect(exitCode).toBe(130);
});

test('registrations show says where it stands', async () => {
  const api = await startApi((response) =>
    response.end(
      JSON.stringify({
        status: 'pending',
        accountName: 'ada',
        expiresAt: '2026-11-24T15:30:00.000Z',
      }),
    ),
  );
  const { exitCode, stdout } = await bloksec(['registrations', 'show', 'r1'], {
    ...api.env,
  });
  expect(stdout).toBe('pending  r1  ada  until 2026-11-24T15:30:00.000Z\n');
  expect(exitCode).toBe(0);
});

test('registrations show of an unknown id exits 3', async () => {
  const api = await startAnswering(404, {});
  const { exitCode, stderr } = await bloksec(['registrations', 'show', 'r1'], api.env);
  expect(stderr).toContain('no such registration');
  expect(exitCode).toBe(3);
});

test.each([
  ['no environment', auth, {}, 'BLOKSEC_APPLICATION_SECRET'],
  ['no command', [], {}, 'Usage: bloksec'],
  ['an unknown command', ['invite'], {}, 'unknown command'],
  ['an unknown option', [...auth, '--secret', 'x'], {}, "unknown option '--secret'"],
  ['auth without a summary', ['auth', 'ada'], {}, '--summary'],
  ['register without a file', ['register'], {}, "missing required argument 'file'"],
])('%s exits 2, and says what is wrong', async (_name, args, env, sentence) => {
  const { exitCode, stdout, stderr } = await bloksec(args, env);
  expect(stderr).toContain(sentence);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
});

test('an id that is none exits 2, and sends nothing', async () => {
  const api = await startAnswering(200, {});
  const { exitCode, stderr } = await bloksec(['registrations', 'show', '../auth'], api.env);
  expect(stderr).toContain('registrationId must be');
  expect(exitCode).toBe(2);
  expect(api.bodies).toEqual([]);
});

test.each([['--help'], ['register', '--help'], ['auth', '--help'], ['--version']])(
  'bloksec %s %s prints to standard output and exits 0',
  async (...args) => {
    const { exitCode, stdout, stderr } = await bloksec(args);
    expect(stdout).not.toBe('');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  },
);

test('the help of register says who may be registered, and that a run goes on where it ended', async () => {
  const { stdout } = await bloksec(['register', '--help']);
  expect(stdout).toContain('trusted, verified addresses only');
  expect(stdout).toContain('goes on where a run ended');
});
