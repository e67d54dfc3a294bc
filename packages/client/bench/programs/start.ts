import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CallerOptions, Cost, Order } from './caller.ts';
import type { ServerStarted } from './server.ts';

/** A contender that waits for orders. */
export interface Caller {
  follow(order: Order): Promise<Cost>;
  stop(): Promise<void>;
}

export async function startServer(): Promise<ServerStarted & { stop(): Promise<void> }> {
  const child = fork(new URL('server.ts', import.meta.url));
  const started = await answerOf<ServerStarted>(child);
  return { ...started, stop: () => stop(child) };
}

export interface CallerSettings {
  readonly env?: Record<string, string>;
  /** For memory: a young generation of 1 MiB, so that garbage does not count as memory of what is pending. */
  readonly smallHeap?: boolean;
}

export function startCaller(
  options: CallerOptions,
  { env = {}, smallHeap = false }: CallerSettings = {},
): Caller {
  const child = fork(new URL('caller.ts', import.meta.url), [JSON.stringify(options)], {
    execArgv: [
      ...process.execArgv,
      '--expose-gc',
      ...(smallHeap ? ['--max-semi-space-size=1'] : []),
    ],
    env: { ...process.env, ...env },
  });
  return {
    follow: (order) => {
      const answer = answerOf<Cost>(child);
      child.send(order);
      return answer;
    },
    stop: () => stop(child),
  };
}

/** The next message of a child; a child that ends instead is an error. */
async function answerOf<Message>(child: ChildProcess): Promise<Message> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]) => message as Message),
      once(child, 'exit', { signal }).then(([code]): never => {
        throw new Error(`A program of the benchmark ended with ${code}.`);
      }),
    ]);
  } finally {
    controller.abort();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
