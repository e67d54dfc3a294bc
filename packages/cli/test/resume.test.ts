import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { bloksec, objectsOf, startBloksec } from './helpers/bloksec.ts';
import { invited, startApi } from './helpers/start-api.ts';
import { usersCsv, usersFile } from './helpers/users.ts';

const three = ['ada', 'bob', 'carl'];

test('the same command again sends nothing twice', async () => {
  const api = await startApi(invited);
  const file = await usersFile(three);
  await bloksec(['register', file], api.env);
  const { exitCode, stdout } = await bloksec(['register', file], api.env);
  expect(stdout).toContain('0 invited, 3 already invited, 0 refused, 0 unknown, 0 not sent.');
  expect(exitCode).toBe(0);
  expect(api.bodies).toHaveLength(3);
});

test('rows that are moved, put right or added are told apart by their account', async () => {
  const api = await startApi((response, number) => {
    if (number === 2) response.writeHead(400).end('{}');
    else invited(response, number);
  });
  const file = await usersFile(three);
  await bloksec(['register', file, '--concurrency', '1'], api.env);
  await writeFile(file, usersCsv(['dora', 'carl', 'bob', 'ada']));
  const { exitCode, stdout } = await bloksec(['register', file, '--concurrency', '1'], api.env);
  expect(stdout).toContain('2 invited, 2 already invited');
  expect(exitCode).toBe(0);
  expect(api.accounts).toEqual([...three, 'dora', 'bob']);
});

test.each([
  ['a connection that breaks', 0],
  ['a service that fails', 500],
  ['an answer that cannot be read', 200],
])(
  '%s leaves its row unknown: listed, and sent again only when a person says so',
  async (_name, status) => {
    const api = await startApi((response, number) => {
      if (number !== 2) invited(response, number);
      else if (status === 0) response.socket?.destroy();
      else response.writeHead(status).end('<html>');
    });
    const file = await usersFile(three);
    const args = ['register', file, '--concurrency', '1'];
    const first = await bloksec(args, api.env);
    expect(first.stdout).toMatch(/^line 3 {2}unknown {2}bob {2}/);
    expect(first.stdout).toContain(
      '2 invited, 0 already invited, 0 refused, 1 unknown, 0 not sent.',
    );
    expect(first.stderr).toContain('--resend-unknown');
    expect(first.exitCode).toBe(4);

    const second = await bloksec(args, api.env);
    expect(second.stdout).toMatch(/^line 3 {2}unknown {2}bob {2}/);
    expect(second.exitCode).toBe(4);
    expect(api.accounts).toEqual(three);

    const third = await bloksec([...args, '--resend-unknown'], api.env);
    expect(third.stdout).toContain('1 invited, 2 already invited, 0 refused, 0 unknown');
    expect(third.exitCode).toBe(0);
    expect(api.accounts).toEqual([...three, 'bob']);
  },
  30_000,
);

test('--dry-run says what the journal knows, and changes nothing', async () => {
  const api = await startApi(invited);
  const file = await usersFile(three);
  await bloksec(['register', file], api.env);
  await writeFile(file, usersCsv([...three, 'dora']));
  const journal = await readFile(`${file}.journal`, 'utf8');
  const { stdout } = await bloksec(['register', file, '--dry-run']);
  expect(stdout).toBe('4 rows, 0 invalid, 3 already invited. Nothing was sent.\n');
  expect(await readFile(`${file}.journal`, 'utf8')).toBe(journal);
});

test.each([
  ['another application', { BLOKSEC_APPLICATION_ID: 'other-bank' }],
  ['another address', { BLOKSEC_API_URL: 'http://127.0.0.1:1' }],
])('the journal of %s is refused, since its rows are not invited there', async (_name, other) => {
  const api = await startApi(invited);
  const file = await usersFile(three);
  await bloksec(['register', file], api.env);
  const { exitCode, stderr } = await bloksec(['register', file], { ...api.env, ...other });
  expect(stderr).toContain('belongs to the application harbour-bank');
  expect(stderr).toContain('--journal');
  expect(exitCode).toBe(2);
  expect(api.bodies).toHaveLength(3);
});

/** A run whose first row is under way until `answer` is called. */
const heldAtFirstRow = async () => {
  const arrived = Promise.withResolvers<() => void>();
  const api = await startApi((response, number) => {
    if (number === 1) arrived.resolve(() => invited(response, number));
    else invited(response, number);
  });
  const file = await usersFile(three);
  const { finished } = startBloksec(['register', file, '--concurrency', '1'], api.env);
  const answer = await arrived.promise;
  return { api, file, finished, answer };
};

test('a second run at the same time is refused', async () => {
  const { api, file, finished, answer } = await heldAtFirstRow();
  const second = await bloksec(['register', file], api.env);
  expect(second.stderr).toContain('Another run is using the journal');
  expect(second.exitCode).toBe(2);
  answer();
  expect((await finished).exitCode).toBe(0);
  expect(api.accounts).toEqual(three);
});

test('a run that was killed holds no lock', async () => {
  const arrived = Promise.withResolvers<void>();
  const api = await startApi((response, number) => {
    if (number === 1) arrived.resolve();
    else invited(response, number);
  });
  const file = await usersFile(three);
  const { child } = startBloksec(['register', file, '--concurrency', '1'], api.env);
  await arrived.promise;
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { exitCode, stdout } = await bloksec(['register', file, '--json'], api.env);
  expect(objectsOf(stdout)).toContainEqual({
    line: 2,
    status: 'unknown',
    account: 'ada',
    reason: expect.stringContaining('A run before this one was ended'),
  });
  expect(exitCode).toBe(4);
});

test.each([
  ['a file that is no journal', 'email,accountName\nada@example.com,ada\n', 'is no journal'],
  ['an empty file', '\n', 'is no journal'],
])('%s is not written to', async (_name, content, sentence) => {
  const api = await startApi(invited);
  const file = await usersFile(three);
  const journal = `${file}.other`;
  await writeFile(journal, content);
  const args = ['register', file, '--journal', journal];
  const { exitCode, stderr } = await bloksec(args, api.env);
  expect(stderr).toContain(sentence);
  expect(exitCode).toBe(2);
  expect(await readFile(journal, 'utf8')).toBe(content);
  expect(api.bodies).toEqual([]);
});

test('a journal that is damaged in the middle is refused, with the line', async () => {
  const api = await startApi(invited);
  const file = await usersFile(three);
  await bloksec(['register', file], api.env);
  const lines = (await readFile(`${file}.journal`, 'utf8')).split('\n');
  lines[4] = lines[4]?.slice(0, 20) ?? '';
  await writeFile(`${file}.journal`, lines.join('\n'));
  const { exitCode, stderr } = await bloksec(['register', file], api.env);
  expect(stderr).toContain('is damaged in line 5');
  expect(exitCode).toBe(2);
  expect(api.bodies).toHaveLength(3);
});

test('a file that is changed while it is sent ends the run before a wrong row is sent', async () => {
  const { api, file, finished, answer } = await heldAtFirstRow();
  await appendFile(file, 'dora@example.com,dora\n');
  answer();
  const { exitCode, stderr } = await finished;
  expect(stderr).toContain('was changed while it was being worked on');
  expect(exitCode).toBe(2);
  expect(api.accounts).not.toContain('dora');
});
