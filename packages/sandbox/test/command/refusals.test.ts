import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startCommand } from '../helpers/start-command.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

test.each([
  [['--nonsense'], "Unknown option '--nonsense'. See bloksec-sandbox --help."],
  [['start'], "Unexpected argument 'start'. See bloksec-sandbox --help."],
  [['--port'], "Option '--port <value>' argument missing. See bloksec-sandbox --help."],
  [
    ['--port', '70000'],
    '--port must be a number from 0 to 65535, not "70000". See bloksec-sandbox --help.',
  ],
  [['--port', '-1'], /^[^\n]+See bloksec-sandbox --help\.$/u],
  [['--application='], '--application needs a value. See bloksec-sandbox --help.'],
])('says what is wrong with %j in one sentence and exits with 1', async (args, sentence) => {
  const { code, stdout, stderr } = await startCommand(args).ended;
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.trimEnd()).toMatch(sentence);
  expect(stderr.trimEnd()).not.toContain('\n');
});

test('says that its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await startCommand(['--port', String(port)]).ended;
  expect(code).toBe(1);
  expect(stderr).toBe(
    `Port ${port} is taken by another program. Stop that one, or choose another port.\n`,
  );
});

test('says that its folder or its file cannot be used', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'file');
  await writeFile(file, '');
  const data = await startCommand(['--port', '0', '--data', join(file, 'data')]).ended;
  expect(data.code).toBe(1);
  expect(data.stderr).toMatch(/^The data folder .+ cannot be used: .+\n$/u);
  const env = await startCommand(['--port', '0', '--env-file', join(file, 'env')]).ended;
  expect(env.code).toBe(1);
  expect(env.stderr).toMatch(/^The file .+ cannot be (read|written): .+\n$/u);
});

test('refuses production', async () => {
  const { code, stderr } = await startCommand([], { NODE_ENV: 'production' }).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The BlokSec sandbox does not run with NODE_ENV=production/u);
});

test('explains its options', async () => {
  const { code, stdout } = await startCommand(['--help']).ended;
  expect(code).toBe(0);
  for (const option of ['--port', '--data', '--application', '--env-file']) {
    expect(stdout).toContain(option);
  }
});
