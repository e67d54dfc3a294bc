import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Sandbox } from '../../src/index.ts';

const script = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The binary as a process of its own. */
export interface RunningCommand {
  readonly child: ChildProcess;
  /** What it has told its parent; rejects where it ended before. */
  readonly listening: Promise<Pick<Sandbox, 'url' | 'pages'> & { readonly type: 'listening' }>;
  /** How it ended, with all that it has printed. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Starts the built binary; what is still running after the test is ended. */
export function startCommand(args: string[], env: Record<string, string> = {}): RunningCommand {
  if (!existsSync(script)) {
    throw new Error('This test runs the built binary. Run "pnpm run build" first.');
  }
  const child = fork(script, args, {
    // As its first line does: Node would take the command's own --env-file for itself.
    execArgv: ['--'],
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = Promise.all([child.stdout, child.stderr].map(async (stream) => read(stream)));
  const ended = once(child, 'exit').then(async ([code]) => {
    const [stdout = '', stderr = ''] = await output;
    return { code: code as number | null, stdout, stderr };
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const listening = Promise.race([
    once(child, 'message').then(([message]) => message as Awaited<RunningCommand['listening']>),
    ended.then(({ stderr }) => Promise.reject(new Error(`The sandbox ended: ${stderr}`))),
  ]);
  listening.catch(() => undefined);
  return { child, listening, ended };
}

async function read(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) {
    text += String(chunk);
  }
  return text;
}
