import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { chmod, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { bloksec, type Finished } from './helpers/bloksec.ts';
import { invited, startApi } from './helpers/start-api.ts';
import { temporaryFile } from './helpers/temporary-file.ts';
import { usersFile } from './helpers/users.ts';

const auth = ['auth', 'ada', '--summary', 'Deploy'];

function credentialsFile(variables: Record<string, string>, mode?: number): Promise<string> {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  return temporaryFile('.env.bloksec', lines.join(''), mode);
}

test.each([[0o600], [0o400]])('a credentials file of mode %o is read', async (mode) => {
  const api = await startApi((response) =>
    response.end(JSON.stringify({ requestId: 'q1', status: 'accepted' })),
  );
  const file = await credentialsFile(api.env, mode);
  const { exitCode } = await bloksec([...auth, '--credentials', file]);
  expect(exitCode).toBe(0);
});

test.each([[0o644], [0o640], [0o660], [0o602], [0o604]])(
  'a credentials file of mode %o is refused, and says what to do',
  async (mode) => {
    const api = await startApi(invited);
    const file = await credentialsFile(api.env, mode);
    // Not left to the umask.
    await chmod(file, mode);
    for (const command of [auth, ['doctor'], ['registrations', 'show', 'r1']]) {
      const { exitCode, stdout, stderr } = await bloksec([...command, '--credentials', file]);
      expect(stdout + stderr).toContain(`chmod 600 ${file}`);
      expect(stdout + stderr).not.toContain(api.env['BLOKSEC_APPLICATION_SECRET']);
      expect(exitCode).toBe(command[0] === 'doctor' ? 1 : 2);
    }
    expect(api.bodies).toEqual([]);
  },
);

test.each([
  ['a folder', '/tmp'],
  ['a file that is not there', '/nowhere/.env'],
])('%s is no credentials file', async (_name, file) => {
  const { exitCode, stderr } = await bloksec([...auth, '--credentials', file]);
  expect(stderr).toContain(file);
  expect(exitCode).toBe(2);
});

test('a secret that is typed as an option is refused, and not repeated', async () => {
  const canary = 'canary-4711-secret';
  for (const args of [
    [...auth, `--secret=${canary}`],
    [...auth, `--application-secret=${canary}`, '--json'],
    [`--secret=${canary}`, 'doctor'],
  ]) {
    const { exitCode, stdout, stderr } = await bloksec(args);
    expect(stdout + stderr).toContain('unknown option');
    expect(stdout + stderr).not.toContain(canary);
    expect(exitCode).toBe(2);
  }
});

/** What an API may do to a caller. Each echoes all that it was sent, as a careless proxy might. */
const failures: [string, (response: ServerResponse, echo: string) => void][] = [
  ...[302, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503].map(
    (status): [string, (response: ServerResponse, echo: string) => void] => [
      String(status),
      (response, echo) =>
        response
          .writeHead(status, {
            'retry-after': '0',
            location: `https://x.example/?${echo}`,
            'x-echo': echo,
          })
          .end(JSON.stringify({ title: echo, detail: echo, error: echo })),
    ],
  ),
  ['HTML', (response, echo) => response.setHeader('content-type', 'text/html').end(`<p>${echo}`)],
  ['no JSON', (response, echo) => response.end(`{"status":"${echo}`)],
  [
    'an unknown status',
    (response, echo) => response.end(JSON.stringify({ status: echo, requestId: echo })),
  ],
  ['a cut', (response) => response.socket?.destroy()],
  ['no HTTP', (response, echo) => response.socket?.end(`${echo}\r\n\r\n`)],
  [
    'a cut body',
    (response, echo) => {
      response.writeHead(200, { 'content-length': '1000' }).write(echo);
      setTimeout(() => response.socket?.destroy(), 20);
    },
  ],
];

test.each(failures)(
  'no output and no file repeats the secret or the address after %s (T43)',
  async (_name, fail) => {
    const secret = 'canary0secret0canary';
    const api = await startApi((response) => fail(response, secret));
    const env = { ...api.env, BLOKSEC_APPLICATION_SECRET: secret };
    const file = await usersFile(['ada']);
    const other = await usersFile(['ada']);
    const runs: Finished[] = await Promise.all([
      bloksec(['register', file], env),
      bloksec(['register', other, '--json'], env),
      bloksec(auth, env),
      bloksec([...auth, '--json'], env),
      bloksec(['doctor'], env),
      bloksec(['registrations', 'show', 'r1'], env),
    ]);
    expect(runs.map(({ exitCode }) => exitCode)).not.toContain(0);
    const files = await Promise.all(
      [file, other]
        .flatMap((name) => [`${name}.journal`, `${name}.report.csv`])
        .map((name) => readFile(name, 'utf8')),
    );
    for (const text of [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('ada@example.com');
    }
  },
  120_000,
);

test('no error of a connection repeats the secret', async () => {
  const secret = 'canary0secret0canary';
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  for (const address of [`https://127.0.0.1:${port}`, 'http://127.0.0.1:1', 'https://x.invalid']) {
    const env = {
      BLOKSEC_APPLICATION_ID: 'a',
      BLOKSEC_APPLICATION_SECRET: secret,
      BLOKSEC_API_URL: address,
    };
    for (const command of [auth, [...auth, '--json'], ['doctor']]) {
      const { exitCode, stdout, stderr } = await bloksec(command, env);
      expect(exitCode).toBeGreaterThan(0);
      expect(stdout + stderr).not.toContain(secret);
    }
  }
}, 60_000);

test.each([
  ['a line break', 'canary\nsecret'],
  ['a carriage return', 'canary\r\nx: y'],
  ['a letter that no header takes', 'canary\u00e9secret'],
])(
  'a secret with %s is refused before anything is sent, and not repeated (T47)',
  async (_name, secret) => {
    const api = await startApi(invited);
    const env = { ...api.env, BLOKSEC_APPLICATION_SECRET: secret };
    const { exitCode, stdout, stderr } = await bloksec(auth, env);
    expect(stderr).toContain('BLOKSEC_APPLICATION_SECRET');
    expect(stdout + stderr).not.toContain('canary');
    expect(exitCode).toBe(2);
    expect(api.bodies).toEqual([]);
  },
);

test.each([['http://10.0.0.1'], ['https://u:canary@h.example'], ['https://h.example/../']])(
  'the address %s is refused (T46)',
  async (address) => {
    const env = {
      BLOKSEC_APPLICATION_ID: 'a',
      BLOKSEC_APPLICATION_SECRET: 'b',
      BLOKSEC_API_URL: address,
    };
    const { exitCode, stdout, stderr } = await bloksec(auth, env);
    expect(stderr).toContain('BLOKSEC_API_URL');
    expect(stdout + stderr).not.toContain('canary');
    expect(exitCode).toBe(2);
  },
);
