import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const program = here('../dist/main.js');
export const concurrency = 50;

export interface Measured {
  readonly seconds: number;
  /** Of the whole process, in MiB. */
  readonly peakMemory: number;
}

export interface Server {
  readonly env: Record<string, string>;
  /** How many invitations it has seen; for the counting server only. */
  count(): Promise<number>;
  stop(): Promise<void>;
}

export async function startServer(name: string): Promise<Server> {
  const child: ChildProcess = fork(here(name), { execArgv: ['--experimental-strip-types'] });
  const [env] = (await once(child, 'message')) as [Record<string, string>];
  return {
    env,
    count: async () => {
      child.send('count');
      const [count] = (await once(child, 'message')) as [number];
      return count;
    },
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** A CSV file of users, each with an account that no other file has. */
export async function usersFile(folder: string, from: number, to: number): Promise<string> {
  const file = join(folder, `users-${from}-${to}.csv`);
  const lines = ['email,accountName'];
  for (let number = from; number < to; number += 1) {
    lines.push(`user-${number}@example.com,user-${number}`);
  }
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/** The real program, from the start of its process to the end. */
export function runRegister(
  file: string,
  env: Record<string, string>,
  ...flags: readonly string[]
): Promise<Measured> {
  return measure(
    [program, 'register', file, '--concurrency', String(concurrency), ...flags],
    env,
    `${file}.memory`,
  );
}

export function runBareLoop(
  folder: string,
  from: number,
  to: number,
  env: Record<string, string>,
): Promise<Measured> {
  const args = [here('bare-fetch.ts'), String(from), String(to), String(concurrency)];
  return measure(args, env, join(folder, 'bare.memory'));
}

async function measure(
  args: readonly string[],
  env: Record<string, string>,
  memoryFile: string,
): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ['--experimental-strip-types', '--import', here('note-memory.ts'), ...args],
    {
      env: { ...env, BENCH_MEMORY_FILE: memoryFile },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`${args.join(' ')} exited ${code}: ${complaint}`);
  const peakMemory = Number(await readFile(memoryFile, 'utf8')) / 1024;
  await rm(memoryFile);
  return { seconds, peakMemory };
}
