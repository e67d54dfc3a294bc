import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const script = fileURLToPath(new URL('helpers/lock.js', import.meta.url));
let folder: string;
const holders: ChildProcess[] = [];

const lock = () => {
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  holders.push(child);
  return child;
};

const locked = async () => {
  const child = lock();
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, line: line.toString() };
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bloksec-lock-'));
});

afterEach(async () => {
  for (const holder of holders) holder.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

it('refuses a second start in the same folder with a sentence', async () => {
  await locked();
  const second = lock();
  expect(await text(second.stderr)).toBe(
    'npm start already runs in this folder. Use that one, or end it first (Ctrl-C in its terminal).\n',
  );
});

it('frees the folder when the start that held it is killed', async () => {
  const { child } = await locked();
  child.kill('SIGKILL');
  await once(child, 'close');
  expect((await locked()).line).toBe('locked\n');
});
