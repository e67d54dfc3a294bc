import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './support/temporary-folder.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const application = {
  BLOKSEC_APPLICATION_ID: 'an-application',
  BLOKSEC_APPLICATION_SECRET: 'a-secret-for-this-test-alone',
  BLOKSEC_API_URL: 'http://localhost:1',
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});

afterAll(() => folder.remove());

const start = (env: NodeJS.ProcessEnv) => {
  const {
    BLOKSEC_APPLICATION_ID: _,
    BLOKSEC_APPLICATION_SECRET: __,
    BLOKSEC_API_URL: ___,
    ...rest
  } = process.env;
  const bank = fork(main, {
    env: { ...rest, NODE_ENV: 'development', BANK_DATA_DIR: folder.path, ...env },
    execArgv: [], // Not the test runner's own: this is the built bank.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let complaint = '';
  bank.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  return { bank, exit: once(bank, 'close') as Promise<[number]>, complaint: () => complaint };
};

test.each(['SIGTERM', 'SIGINT'] as const)(
  'the process says where it listens, and ends cleanly and quickly on %s',
  async (signal) => {
    const { bank, exit, complaint } = start({ ...application, PORT: '0' });
    const [message] = (await once(bank, 'message')) as [{ type: string; url: string }];
    expect(message).toEqual({
      type: 'listening',
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
    });
    expect((await fetch(`${message.url}/login`)).status).toBe(200);
    const watching = await fetch(`${message.url}/operator/events`);
    const asked = performance.now();
    bank.kill(signal);
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(10_000);
    await watching.body?.cancel().catch(() => undefined);
    expect(complaint()).toBe('');
  },
  60_000,
);

test('a taken port is one sentence and exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { exit, complaint } = start({ ...application, PORT: String(port) });
  expect(await exit).toEqual([1, null]);
  expect(complaint()).toBe(
    `Port ${port} is taken by another program. End that one, or name another port in PORT.\n`,
  );
  other.close();
});

test('a PORT that is no port is one sentence and exit code 1', async () => {
  const { exit, complaint } = start({ ...application, PORT: 'eighty' });
  expect(await exit).toEqual([1, null]);
  expect(complaint()).toMatch(/^PORT is "eighty", which is no port\. .*\n$/);
});

test('a missing variable is named in one sentence, and the exit code is 1', async () => {
  const { exit, complaint } = start({ PORT: '0', BLOKSEC_API_URL: application.BLOKSEC_API_URL });
  expect(await exit).toEqual([1, null]);
  expect(complaint()).toContain('BLOKSEC_APPLICATION_ID');
  expect(complaint()).toContain('BLOKSEC_APPLICATION_SECRET');
  expect(complaint().trim().split('\n')).toHaveLength(1);
});
