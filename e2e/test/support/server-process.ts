import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a server says to its parent once it listens. */
export interface Listening {
  readonly type: 'listening';
  readonly url: string;
  readonly pages?: { readonly inbox: string; readonly phone: string; readonly console: string };
}

/** One of the real processes, as `npm start` runs it. */
export interface ServerProcess {
  readonly listening: Listening;
  /** Everything it has printed so far. */
  output(): string;
  /** Asks it to end (SIGTERM), as Ctrl-C does. Resolves with its exit code once it is gone. */
  end(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

const START_LIMIT_MS = 90_000;
const END_LIMIT_MS = 30_000;
const preload = fileURLToPath(new URL('end-with-parent.js', import.meta.url));

const {
  BLOKSEC_APPLICATION_ID: _,
  BLOKSEC_APPLICATION_SECRET: __,
  BLOKSEC_API_URL: ___,
  ...machine
} = process.env;

export const startServer = async (
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ServerProcess> => {
  const child = fork(script, args, {
    env: { ...machine, NODE_ENV: 'development', ...env },
    // "--", since Node would take the sandbox's own --env-file for itself, wherever it stands.
    execArgv: ['--import', preload, '--'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  const keep = (chunk: Buffer) => (printed += chunk.toString());
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const gone = once(child, 'exit') as Promise<[number | null]>;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const hard = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
    child.kill(signal);
    const [code] = await gone;
    clearTimeout(hard);
    return code;
  };
  return {
    listening: await firstMessage(child, gone, () => printed),
    output: () => printed,
    end: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
};

const firstMessage = async (
  child: ChildProcess,
  gone: Promise<[number | null]>,
  printed: () => string,
): Promise<Listening> => {
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  const message = once(child, 'message', { signal: limit }) as Promise<[Listening]>;
  const ended = gone.then(([code]) => {
    throw new Error(`${child.spawnfile} ended with ${code} before it listened:\n${printed()}`);
  });
  try {
    const [listening] = await Promise.race([message, ended]);
    return listening;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    ended.catch(() => undefined);
    message.catch(() => undefined);
  }
};
