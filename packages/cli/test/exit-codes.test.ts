import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { exitCodes } from '../src/output/exit-codes.ts';
import { bloksec } from './helpers/bloksec.ts';

/** The reader of the output is gone: the program ends by what the shell calls SIGPIPE. */
const documented = new Set<number>([...Object.values(exitCodes), 141]);

test('the README names each exit code, and no other', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, table = ''] = readme.split('## Exit codes');
  const codes = [...table.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
  expect(new Set(codes)).toEqual(documented);
});

test('the help names each exit code, and no other', async () => {
  const { stdout } = await bloksec(['--help']);
  const [, table = ''] = stdout.split('Exit codes:');
  const codes = [...table.matchAll(/^ +(\d+) {2}/gm)].map(([, code]) => Number(code));
  expect(new Set(codes)).toEqual(documented);
});

test.each([
  [['--help']],
  [['register', '--help']],
  [['registrations', '--help']],
  [['registrations', 'show', '--help']],
  [['registrations', 'watch', '--help']],
  [['auth', '--help']],
  [['doctor', '--help']],
])('the help of %j fits into 80 columns', async (args) => {
  const { stdout } = await bloksec(args);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('wrong use is told as JSON where that is asked for', async () => {
  const { exitCode, stdout, stderr } = await bloksec(['auth', 'ada', '--json']);
  expect(JSON.parse(stdout)).toEqual({
    error: { code: 'usage', message: expect.stringContaining("'--summary <text>' not specified") },
  });
  expect(stderr).toBe('');
  expect(exitCode).toBe(2);
});
