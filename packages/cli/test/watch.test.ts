import { once } from 'node:events';
import { expect, test } from 'vitest';
import { bloksec, objectsOf, startBloksec } from './helpers/bloksec.ts';
import { invited, startApi } from './helpers/start-api.ts';
import { usersFile } from './helpers/users.ts';

test('registrations watch follows invitations until the last is accepted', async () => {
  const accepted = new Set<string>();
  const api = await startApi((response, number, _body, path) => {
    if (path === '/registration') return invited(response, number);
    const id = path.split('/').at(-1) ?? '';
    response.end(JSON.stringify({ status: accepted.has(id) ? 'accepted' : 'pending' }));
  });
  const file = await usersFile(['ada', 'bob']);
  await bloksec(['register', file, '--concurrency', '1'], api.env);
  accepted.add('r1');
  const args = ['registrations', 'watch', file, '--interval', '1'];
  const { child, finished } = startBloksec(args, api.env);
  const [first] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  expect(first.toString()).toBe('line 2  accepted  ada  r1\n');
  await api.nextRequest();
  expect(child.exitCode).toBeNull();
  accepted.add('r2');
  const { exitCode, stdout } = await finished;
  expect(stdout).toContain('line 3  accepted  bob  r2\n');
  expect(stdout).toContain('2 accepted, 0 rejected, 0 expired, 0 not known to BlokSec, 0 pending.');
  expect(exitCode).toBe(0);
}, 30_000);

test('it goes on after failures, and exits 1 where not all have accepted', async () => {
  const answers: [number, object][] = [
    [200, { status: 'accepted' }],
    [500, {}],
    [500, {}],
    [500, {}],
    [200, { status: 'rejected' }],
    [404, {}],
  ];
  const api = await startApi((response, number) => {
    if (number <= 3) return invited(response, number);
    const [status, body] = answers[number - 4] ?? [500, {}];
    response.writeHead(status).end(JSON.stringify(body));
  });
  const file = await usersFile(['ada', 'bob', 'carl']);
  await bloksec(['register', file, '--concurrency', '1'], api.env);
  const args = ['registrations', 'watch', file, '--interval', '1', '--concurrency', '1'];
  const { exitCode, stdout } = await bloksec([...args, '--json'], api.env);
  expect(objectsOf(stdout)).toEqual([
    { line: 2, status: 'accepted', account: 'ada', registrationId: 'r1' },
    { line: 3, status: 'rejected', account: 'bob', registrationId: 'r2' },
    { line: 4, status: 'unknown', account: 'carl', registrationId: 'r3' },
    { summary: { pending: 0, accepted: 1, rejected: 1, expired: 0, unknown: 1 } },
  ]);
  expect(exitCode).toBe(1);
}, 30_000);

test('Ctrl-C ends it with what is known so far', async () => {
  const api = await startApi((response, number) => {
    if (number === 1) invited(response, number);
    else response.end('{"status":"pending"}');
  });
  const file = await usersFile(['ada']);
  await bloksec(['register', file], api.env);
  const asked = api.nextRequest();
  const { child, finished } = startBloksec(['registrations', 'watch', file], api.env);
  await asked;
  child.kill('SIGINT');
  const { exitCode, stdout } = await finished;
  expect(stdout).toContain('1 pending');
  expect(exitCode).toBe(130);
});

test.each([
  ['no journal', 'none.csv', 'cannot be read'],
  ['nobody invited', undefined, 'nobody is invited yet'],
])('with %s it says so', async (_name, name, sentence) => {
  const api = await startApi((response) => response.writeHead(422).end('{}'));
  const file = await usersFile(['ada']);
  await bloksec(['register', file], api.env);
  const { exitCode, stderr } = await bloksec(['registrations', 'watch', name ?? file], api.env);
  expect(stderr).toContain(sentence);
  expect(exitCode).toBe(2);
});
