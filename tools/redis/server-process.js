import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What still runs when a test run ends badly must not outlive it. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts the program. `line(text)` waits for a line of its log that contains the text, and rejects when it ends before. */
export const startProcess = (program, args) => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
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
    running.delete(child);
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
        if (!running.has(child)) entry.giveUp('before it was ready');
        else entry.look();
      }),
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
};
