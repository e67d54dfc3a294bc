import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

// What package.json names as the binary. It is built: `pnpm run build`, which `turbo run test` does by itself.
const binary = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Starts the real program as a process of its own, with nothing of this one's environment. */
export function startBloksec(
  args: readonly string[],
  env: Record<string, string> = {},
  input: string | Uint8Array = '',
): Running {
  if (!existsSync(binary)) throw new Error('Build the program first: pnpm run build');
  const child = spawn(process.execPath, [binary, ...args], { env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  // The program may end before it has read everything.
  child.stdin.on('error', () => undefined).end(input);
  const finished = Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]).then(([stdout, stderr, [exitCode]]) => ({ stdout, stderr, exitCode }));
  return { child, finished };
}

export function bloksec(
  args: readonly string[],
  env?: Record<string, string>,
  input?: string | Uint8Array,
): Promise<Finished> {
  return startBloksec(args, env, input).finished;
}

/** The JSON objects that a run printed, one per line. */
export function objectsOf(stdout: string): unknown[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
