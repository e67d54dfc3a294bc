import { createSandbox, type Sandbox } from '@bloksec/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bloksec, objectsOf, startBloksec } from './helpers/bloksec.ts';
import { temporaryFile } from './helpers/temporary-file.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

test('a file of users becomes invitations, whose standing can be asked', async () => {
  const file = await temporaryFile(
    'users.csv',
    'email,accountName,firstName\nada@example.com,ada,Ada\nbob@example.com,bob,"Bob, Jr."\n',
  );
  const args = ['register', file, '--json', '--concurrency', '1'];
  const { exitCode, stdout } = await bloksec(args, sandbox.env);
  expect(exitCode).toBe(0);
  const [ada, bob, summary] = objectsOf(stdout) as [Invited, Invited, object];
  expect(ada).toMatchObject({ line: 2, status: 'invited', account: 'ada' });
  expect(bob).toMatchObject({ line: 3, status: 'invited', account: 'bob' });
  expect(summary).toMatchObject({ summary: { invited: 2, refused: 0, unknown: 0 } });

  const standing = await bloksec(
    ['registrations', 'show', ada.registrationId, '--json'],
    sandbox.env,
  );
  expect(objectsOf(standing.stdout)).toEqual([
    expect.objectContaining({
      registrationId: ada.registrationId,
      status: 'pending',
      accountName: 'ada',
    }),
  ]);
});

interface Invited {
  readonly registrationId: string;
}

test.each([
  ['approve', 'accepted', 0],
  ['deny', 'rejected', 1],
] as const)('auth: the user answers by %s, and it exits %s, %i', async (answer, status, code) => {
  const phone = await sandbox.link(status);
  const { finished } = startBloksec(['auth', status, '--summary', 'Deploy'], sandbox.env);
  const request = await phone.nextRequest();
  expect(request.summary).toBe('Deploy');
  await request[answer]();
  const { exitCode, stdout } = await finished;
  expect(stdout).toMatch(new RegExp(`^${status} {2}[0-9a-f]{24}\n$`));
  expect(exitCode).toBe(code);
});

test('auth of an account that is not linked exits 3', async () => {
  const { exitCode, stderr } = await bloksec(['auth', 'nobody', '--summary', 'x'], sandbox.env);
  expect(stderr).toContain('no such account');
  expect(exitCode).toBe(3);
});

test('against a sandbox nothing works in production', async () => {
  const env = { ...sandbox.env, NODE_ENV: 'production' };
  const { exitCode, stderr } = await bloksec(['auth', 'ada', '--summary', 'x'], env);
  expect(stderr).toContain('sandbox');
  expect(exitCode).toBe(2);
});
