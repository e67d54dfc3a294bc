import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('run-stand-ins.js', import.meta.url));

/** A `runServers` in a process of its own, with what it and its servers have said so far. */
export interface StandIns {
  readonly process: ChildProcess;
  readonly said: () => string;
  /** Waits until something is said. */
  saying(text: RegExp): Promise<RegExpExecArray>;
  /** Waits for the end of the process and resolves to its exit code. */
  ended(): Promise<number | null>;
}

/** Starts stand-ins, "name:behaviour" each; through a shell, as npm does it, where asked. */
export const startStandIns = (names: readonly string[], throughShell = false): StandIns => {
  const child = throughShell
    ? spawn('sh', ['-c', `"${process.execPath}" "${script}" ${names.join(' ')}; true`])
    : spawn(process.execPath, [script, ...names]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const closed = once(child, 'close') as Promise<[number | null]>;
  return {
    process: child,
    said: () => said,
    async saying(text) {
      for (;;) {
        const found = text.exec(said);
        if (found !== null) return found;
        await Promise.race([
          once(child.stdout, 'data'),
          once(child.stderr, 'data'),
          closed.then(() => {
            if (!text.test(said)) throw new Error(`Ended without saying ${text}: ${said}`);
          }),
        ]);
      }
    },
    ended: async () => (await closed)[0],
  };
};

/** The process ids that the servers told. */
export const serverPids = (said: string): number[] =>
  [...said.matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));

export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
