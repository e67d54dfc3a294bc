import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Kills the process when this one has ended, however it ended: the shell reads from a pipe that only this process holds open.
 * Returns what to call once the process has ended by itself.
 */
const endWithThisProcess = (pid) => {
  const script = 'read _; kill -KILL "$1"';
  const guard = spawn('sh', ['-c', script, 'sh', `${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return () => guard.kill('SIGKILL');
};

/** Starts the program. `line(text)` waits for a line of its log that contains the text, and rejects when it ends before. */
export const startProcess = (program, args) => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const dismissGuard = child.pid === undefined ? () => {} : endWithThisProcess(child.pid);
  let running = true;
  const log = [];
  const waiting = new Set();
  createInterface(child.stdout).on('line', (text) => {
    log.push(text);
    for (const each of waiting) each.look();
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  void ended.then((how) => {
    running = false;
    dismissGuard();
    for (const each of waiting) each.giveUp(how);
  });
  return {
    line: (text) =>
      new Promise((resolve, reject) => {
        const done = (settle, value) => {
          waiting.delete(entry);
          settle(value);
        };
        const entry = {
          look: () => log.some((each) => each.includes(text)) && done(resolve),
          giveUp: (how) =>
            done(reject, new Error(`${program} ended (${how}). It said:\n${log.join('\n')}`)),
        };
        waiting.add(entry);
        if (!running) entry.giveUp('before it was ready');
        else entry.look();
      }),
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
};
