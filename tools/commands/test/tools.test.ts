import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getTools } from '../shared/get-tools.js';
import { neededTools } from '../shared/needed-tools.js';
import { root } from '../shared/root.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bloksec-tools-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('neededTools', () => {
  it.each(['20.19.0', '22.11.9'])(
    'asks for a newer Node where the machine has %s',
    async (version) => {
      const node = (await readFile(join(root, '.node-version'), 'utf8')).trim();
      expect(await neededTools(root, version)).toMatchObject({ node });
    },
  );

  it.each(['22.12.0', '24.0.0', '26.10.0'])('keeps the machine’s Node %s', async (version) => {
    expect(await neededTools(root, version)).not.toHaveProperty('node');
  });

  it('asks for pnpm at the version that package.json pins', async () => {
    const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const { pnpm } = await neededTools(root);
    expect(`pnpm@${pnpm}`).toBe(packageManager);
  });
});

describe('getTools', () => {
  /** Puts a program named npm in front of the path, which notes its calls and then does what it is told. */
  const withNpm = async (script: string) => {
    const bin = join(folder, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'npm'), `#!/bin/sh\necho called >> ${folder}/calls\n${script}\n`);
    await chmod(join(bin, 'npm'), 0o755);
    return getTools({
      folder: join(folder, 'tools'),
      tools: { pnpm: '12.0.0' },
      say: () => {},
      env: { PATH: `${bin}${delimiter}${process.env['PATH']}` },
      signal: new AbortController().signal,
    });
  };
  const calls = async () =>
    (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n').length;

  it('gets the tools once', async () => {
    await withNpm('exit 0');
    await withNpm('exit 0');
    expect(await calls()).toBe(1);
    const { dependencies } = JSON.parse(await readFile(join(folder, 'tools/package.json'), 'utf8'));
    expect(dependencies).toEqual({ pnpm: '12.0.0' });
  });

  it('says in one sentence that there is no network, and tries again the next time', async () => {
    const noNetwork = 'echo "npm error code EAI_AGAIN" >&2; exit 1';
    await expect(withNpm(noNetwork)).rejects.toThrow(/^No network: pnpm 12\.0\.0 could not be/);
    await withNpm('exit 0');
    expect(await calls()).toBe(2);
  });

  it('shows what npm said where it failed for another reason', async () => {
    const full = 'echo "npm error code ENOSPC" >&2; exit 1';
    await expect(withNpm(full)).rejects.toThrow('npm error code ENOSPC');
  });
});
