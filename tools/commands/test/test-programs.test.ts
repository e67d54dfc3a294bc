import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { getTestPrograms } from '../test-run/test-programs.js';

const isRoot = process.getuid?.() === 0;
let bin: string;

beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'bloksec-programs-'));
});

afterEach(() => rm(bin, { recursive: true }));

const program = async (name: string, script: string) => {
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, name), 0o755);
};

/** On a machine whose only programs are those in `bin`. */
const getPrograms = async () => {
  const said: string[] = [];
  const signal = new AbortController().signal;
  await getTestPrograms({ say: (line) => said.push(line), env: { PATH: bin }, signal });
  return said;
};

it('says in one sentence what to install where it cannot install it itself', async () => {
  await expect(getPrograms()).rejects.toThrow(
    /^The tests need (chromium and )?redis-server: install what is missing \(Debian: apt-get install .*\) and run npm test again\.$/,
  );
});

it.runIf(isRoot)('installs as root what is missing, and then is content', async () => {
  await program(
    'apt-get',
    `for name; do [ "$name" != redis-server ] || : > ${bin}/redis-server; done
/bin/chmod +x ${bin}/redis-server 2> /dev/null; exit 0`,
  );
  expect(await getPrograms()).toEqual([
    expect.stringMatching(/^Installing .*redis-server with apt-get …$/),
  ]);
  expect(await getPrograms()).toEqual([]);
});

it.runIf(isRoot)('shows what apt-get said where it failed', async () => {
  await program('apt-get', 'echo "E: no installation candidate" >&2; exit 100');
  await expect(getPrograms()).rejects.toThrow('E: no installation candidate');
});
