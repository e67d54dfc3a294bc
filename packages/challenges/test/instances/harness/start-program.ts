import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { CallMessage, Functions, ServeMessage } from '../programs/serve.ts';

/** The functions of another process: the same, but asynchronous. */
export type Remote<F extends Functions> = {
  readonly [Name in keyof F]: (
    ...args: Parameters<F[Name]>
  ) => Promise<Awaited<ReturnType<F[Name]>>>;
};

/** A program that runs as a process of its own. */
export interface Program<F extends Functions> {
  readonly pid: number;
  readonly port: number;
  readonly call: Remote<F>;
  /** What it has written to stderr so far. */
  readonly stderr: () => string;
  /** SIGTERM: it may end in an orderly way. Resolves once it has ended, with its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. Resolves once it has ended. */
  kill(): Promise<void>;
}

/** Node before 22.18 takes types off only where it is asked to. */
const typesFlags: readonly string[] = process.features.typescript
  ? []
  : ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

/** Takes what is to be done in the end; the last one goes first. */
export type OnEnd = (end: () => Promise<void>) => void;

/** Starts a program, which does not outlive the end. Resolves once it listens; rejects if it ends before that. */
export const startProgram = async <F extends Functions>(
  onEnd: OnEnd,
  file: URL,
  options: object,
  flags: readonly string[] = [],
): Promise<Program<F>> => {
  const child = fork(file, [JSON.stringify(options)], {
    execArgv: ['--conditions=@bloksec/source', ...typesFlags, ...flags],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, NODE_ENV: 'test', NODE_OPTIONS: '' },
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = once(child, 'exit') as Promise<[code: number | null]>;
  const pending = new Map<number, PromiseWithResolvers<never>>();
  const ready = Promise.withResolvers<number>();
  let calls = 0;

  child.on('message', (message: ServeMessage) => {
    if ('ready' in message) return ready.resolve(message.ready);
    const call = pending.get(message.id);
    pending.delete(message.id);
    if ('error' in message) call?.reject(new Error(message.error));
    else call?.resolve(message.value as never);
  });
  void exited.then(() => {
    const gone = new Error(`${file.pathname} has ended. ${stderr}`);
    ready.reject(gone);
    for (const call of pending.values()) call.reject(gone);
  });

  const callByName = (name: string, args: readonly never[]): Promise<never> => {
    calls += 1;
    const call = Promise.withResolvers<never>();
    pending.set(calls, call);
    child.send({ id: calls, name, args } satisfies CallMessage);
    return call.promise;
  };
  const call = new Proxy({} as Remote<F>, {
    get: (_target, name: string) =>
      name === 'then' ? undefined : (...args: never[]) => callByName(name, args),
  });
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return (await exited)[0];
  };

  // At once, since whoever starts several may give up after the first.
  onEnd(async () => void (await end('SIGKILL')));
  return {
    port: await ready.promise,
    pid: child.pid ?? 0,
    call,
    stderr: () => stderr,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
};
