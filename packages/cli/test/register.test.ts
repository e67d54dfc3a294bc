import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { bloksec, objectsOf, startBloksec } from './helpers/bloksec.ts';
import { invited, startApi } from './helpers/start-api.ts';
import { temporaryFile } from './helpers/temporary-file.ts';
import { readReport, usersCsv, usersFile } from './helpers/users.ts';

const three = ['ada', 'bob', 'carl'];

test('each row is sent once, with what is in it', async () => {
  const api = await startApi(invited);
  const file = await temporaryFile(
    'users.csv',
    'email,accountName,firstName,lastName,mobileNumber\n' +
      'ada@example.com,ada,Ada,"Byron, ""Lovelace""",+14165550123\n' +
      'bob@example.com,bob,,,\n',
  );
  const { exitCode, stdout, stderr } = await bloksec(
    ['register', file, '--concurrency', '1'],
    api.env,
  );
  expect(stdout).toBe(
    '2 invited, 0 already invited, 0 refused, 0 unknown, 0 not sent.\n' +
      `Report: ${file}.report.csv\n`,
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
  const file = await usersFile(three);
  const args = ['register', file, '--json', '--concurrency', '1'];
  const { exitCode, stdout } = await bloksec(args, api.env);
  expect(objectsOf(stdout)).toEqual([
    { line: 2, status: 'invited', account: 'ada', registrationId: 'r1' },
    { line: 3, status: 'invited', account: 'bob', registrationId: 'r2' },
    { line: 4, status: 'invited', account: 'carl', registrationId: 'r3' },
    {
      summary: {
        invited: 3,
        alreadyInvited: 0,
        refused: 0,
        unknown: 0,
        notSent: 0,
        journal: `${file}.journal`,
        report: `${file}.report.csv`,
      },
    },
  ]);
  expect(exitCode).toBe(0);
});

test('standard input is checked whole, too, and has its journal where it is told', async () => {
  const api = await startApi(invited);
  const journal = await temporaryFile('rows.journal', '').then((file) => `${file}.new.journal`);
  const args = ['register', '-', '--journal', journal];
  const bad = await bloksec(args, api.env, `${usersCsv(three)}dora,dora\n`);
  expect(bad.stdout).toContain('line 5  invalid');
  expect(api.bodies).toEqual([]);
  const good = await bloksec(args, api.env, usersCsv(three));
  expect(good.exitCode).toBe(0);
  expect(api.bodies).toHaveLength(3);
});

test('standard input without a journal is refused', async () => {
  const api = await startApi(invited);
  const { exitCode, stderr } = await bloksec(['register', '-'], api.env, usersCsv(three));
  expect(stderr).toContain('--journal FILE');
  expect(exitCode).toBe(2);
  expect(api.bodies).toEqual([]);
});

test('a row that BlokSec refuses does not stop the others, and the report says why', async () => {
  const api = await startApi((response, number) => {
    if (number === 2) response.writeHead(422).end('{}');
    else invited(response, number);
  });
  const file = await usersFile(['ada', '=1+1', 'carl']);
  const { exitCode, stdout } = await bloksec(['register', file, '--concurrency', '1'], api.env);
  expect(stdout).toContain('line 3  refused  =1+1  BlokSec answered POST /registration with 422');
  expect(stdout).toContain('2 invited, 0 already invited, 1 refused');
  expect(exitCode).toBe(1);
  expect(await readReport(file)).toEqual([
    { row: '2', account: 'ada', status: 'invited', registrationId: 'r1', reason: '' },
    {
      row: '3',
      // A spreadsheet would calculate it without the apostrophe.
      account: "'=1+1",
      status: 'refused',
      registrationId: '',
      reason: expect.stringContaining('422'),
    },
    { row: '4', account: 'carl', status: 'invited', registrationId: 'r3', reason: '' },
  ]);
});

test('the journal and the report are for the eyes of one user only', async () => {
  const api = await startApi(invited);
  const file = await usersFile(three);
  await bloksec(['register', file], api.env);
  for (const name of [`${file}.journal`, `${file}.report.csv`]) {
    expect((await stat(name)).mode & 0o777).toBe(0o600);
  }
  expect(await readFile(`${file}.journal`, 'utf8')).not.toContain('@example.com');
});

test.each([
  ['wrong credentials', 401, 'credentials-refused'],
  ['a wrong address', 404, 'bad-request'],
  ['a redirect', 307, 'redirected'],
])(
  '%s stop the run at once: nothing is unknown, the rest is not sent',
  async (_name, status, code) => {
    const api = await startApi((response) => {
      response.writeHead(status, { location: 'https://elsewhere.example' }).end('{}');
    });
    const file = await usersFile(three);
    const args = ['register', file, '--json', '--concurrency', '1'];
    const { exitCode, stdout } = await bloksec(args, api.env);
    expect(objectsOf(stdout)).toEqual([
      {
        summary: expect.objectContaining({ invited: 0, unknown: 0, notSent: 3 }),
        error: expect.objectContaining({ code, status }),
      },
    ]);
    expect(exitCode).toBe(3);
    expect(api.bodies).toHaveLength(1);
    expect((await readReport(file)).map(({ status: each }) => each)).toEqual(
      three.map(() => 'not sent'),
    );
  },
);

test('Ctrl-C finishes the rows under way, sends no more, and the same command sends the rest', async () => {
  const arrived = Promise.withResolvers<ServerResponse>();
  const api = await startApi((response, number) => {
    if (number === 1) arrived.resolve(response);
    else invited(response, number);
  });
  const file = await usersFile(three);
  const args = ['register', file, '--concurrency', '1'];
  const { child, finished } = startBloksec(args, api.env);
  const response = await arrived.promise;
  const told = once(child.stderr ?? child, 'data');
  child.kill('SIGINT');
  await told;
  invited(response, 1);
  const { exitCode, stdout, stderr } = await finished;
  expect(stderr).toContain('Ctrl-C again');
  expect(stdout).toContain('1 invited, 0 already invited, 0 refused, 0 unknown, 2 not sent.');
  expect(exitCode).toBe(130);
  expect(api.bodies).toHaveLength(1);

  const again = await bloksec(args, api.env);
  expect(again.stdout).toContain('2 invited, 1 already invited, 0 refused, 0 unknown, 0 not sent.');
  expect(again.exitCode).toBe(0);
  expect(api.accounts).toEqual(three);
});

test('a reader that goes away ends the run', async () => {
  const api = await startApi(invited);
  const file = await usersFile(Array.from({ length: 2000 }, (_, index) => `u${index}`));
  const { child, finished } = startBloksec(['register', file, '--json'], api.env);
  await once(child.stdout ?? child, 'data');
  child.stdout?.destroy();
  await expect(finished).rejects.toThrow(/premature close/i);
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(141);
  expect(api.bodies.length).toBeLessThan(2000);
});

test('at most as many rows as --concurrency says are under way at once', async () => {
  let open = 0;
  let most = 0;
  const api = await startApi((response, number) => {
    most = Math.max(most, (open += 1));
    setTimeout(() => {
      open -= 1;
      invited(response, number);
    }, 5);
  });
  const file = await usersFile(Array.from({ length: 60 }, (_, index) => `u${index}`));
  await bloksec(['register', file, '--concurrency', '7'], api.env);
  expect(most).toBe(7);
  expect(api.bodies).toHaveLength(60);
});

test('no more rows than --rate says are sent in any second', async () => {
  const times: number[] = [];
  const api = await startApi((response, number) => {
    times.push(performance.now());
    invited(response, number);
  });
  const file = await usersFile(Array.from({ length: 12 }, (_, index) => `u${index}`));
  await bloksec(['register', file, '--rate', '5'], api.env);
  expect(times).toHaveLength(12);
  // The sixth after each is a second later; the way to the server may take a bit longer for one than for another.
  for (const [index, time] of times.slice(5).entries()) {
    expect(time - (times[index] ?? Number.NaN)).toBeGreaterThan(800);
  }
});

test('a long file takes no more memory than a short one', async () => {
  const accounts = Array.from({ length: 100_000 }, (_, index) => `u${index}`);
  const file = await usersFile(accounts);
  const { exitCode, stdout } = await bloksec(['register', file, '--dry-run'], {
    NODE_OPTIONS: '--max-old-space-size=48',
  });
  expect(stdout).toBe('100,000 rows, 0 invalid. Nothing was sent.\n');
  expect(exitCode).toBe(0);
}, 120_000);
