import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../shared/root.js';
import { describeCounts, finishedCounts, total } from '../test-run/test-counts.js';

const reporter = join(import.meta.dirname, '../test-run/count-reporter.js');

describe('finishedCounts', { timeout: 60_000 }, () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bloksec-counts-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** The counts of a real run of vitest over one file. */
  const countsOf = async (testFile: string) => {
    await writeFile(join(folder, 'a.test.js'), `import { it } from 'vitest';\n${testFile}`);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = ['run', `--root=${folder}`, `--reporter=${reporter}`];
    await once(spawn(process.execPath, [vitest, ...args]), 'close');
    return finishedCounts(folder);
  };

  it('counts what passed, failed and was skipped', async () => {
    const tests = `it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error(); }); it.skip('d', () => {}); it.todo('e');`;
    expect(await countsOf(tests)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that cannot be loaded as a failure', async () => {
    await writeFile(join(folder, 'b.test.js'), `import { it } from 'vitest';\nit('b', () => {});`);
    expect(await countsOf(`throw new Error('broken');`)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a rejection that nobody handled as a failure', async () => {
    const test = `it('a', () => { void Promise.reject(new Error('nobody')); });`;
    expect(await countsOf(test)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a hook that throws as a failure', async () => {
    const tests = `import { beforeAll } from 'vitest';
      beforeAll(() => { throw new Error('no server'); });
      it('a', () => {});`;
    expect(await countsOf(tests)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a package whose every test is skipped as a failure', async () => {
    expect(await countsOf(`it.skip('a', () => {});`)).toEqual({ passed: 0, failed: 1, skipped: 1 });
  });

  it('knows nothing of a run that is not finished', async () => {
    expect(await finishedCounts(folder)).toBeUndefined();
  });
});

it('adds counts up, and names the skipped ones only where there are any', () => {
  const counts = [
    { passed: 2, failed: 1, skipped: 0 },
    { passed: 3, failed: 0, skipped: 0 },
  ];
  expect(describeCounts(total(counts))).toBe('5 passed, 1 failed');
  expect(describeCounts({ passed: 1, failed: 0, skipped: 4 })).toBe(
    '1 passed, 0 failed, 4 skipped',
  );
});
