import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { startCommand } from '../helpers/start-command.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** Starts, waits until it listens, ends, and returns what it has printed. */
async function runOnce(args: string[]): Promise<string> {
  const { child, listening, ended } = startCommand(['--port', '0', ...args]);
  await listening;
  child.kill('SIGTERM');
  const { stdout, stderr } = await ended;
  expect(stderr).toBe('');
  return stdout;
}

test('keeps the secret that is in the env file, and replaces one that is lost', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'app.env');
  const args = ['--data', join(folder, 'data'), '--env-file', file];
  const read = async () => parseEnv(await readFile(file, 'utf8'));
  await runOnce(args);
  const first = await read();
  await runOnce(args);
  const second = await read();
  expect(second['BLOKSEC_APPLICATION_SECRET']).toBe(first['BLOKSEC_APPLICATION_SECRET']);
  expect(second['BLOKSEC_APPLICATION_ID']).toBe(first['BLOKSEC_APPLICATION_ID']);
  await rm(file);
  await runOnce(args);
  const third = await read();
  expect(third['BLOKSEC_APPLICATION_ID']).toBe(first['BLOKSEC_APPLICATION_ID']);
  expect(third['BLOKSEC_APPLICATION_SECRET']).not.toBe(first['BLOKSEC_APPLICATION_SECRET']);
  await runOnce([...args, '--application', 'Another']);
  expect((await read())['BLOKSEC_APPLICATION_ID']).not.toBe(first['BLOKSEC_APPLICATION_ID']);
});

test('leaves other lines of the env file alone', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, '.env');
  await writeFile(file, '# mine\nPORT=3000\nBLOKSEC_APPLICATION_SECRET=old\n');
  await runOnce(['--env-file', file]);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(
    /^# mine\nPORT=3000\nBLOKSEC_APPLICATION_ID=.+\nBLOKSEC_APPLICATION_SECRET=.+\nBLOKSEC_API_URL=.+\n$/u,
  );
  expect(text).not.toContain('=old');
});

test('prints the variables of a new application where there is no env file', async () => {
  const folder = await temporaryFolder();
  const args = ['--data', join(folder, 'data')];
  const first = await runOnce(args);
  expect(first).toMatch(/BLOKSEC_APPLICATION_SECRET=[\w-]{43}\n/u);
  expect(await runOnce(args)).toContain('as before; the console can give it a new secret');
});
