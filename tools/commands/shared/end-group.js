/** How long a child may take to end by itself, in milliseconds, before it is killed. */
const graceMs = 5_000;

/**
 * Ends a child that leads a process group (`detached`), with all that it started: asks first, kills after 5 s.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>} settled once the child has ended
 */
export const endGroup = (child) =>
  new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    signalGroup(child, 'SIGTERM');
  });

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
const signalGroup = (child, signal) => {
  try {
    process.kill(-(child.pid ?? 0), signal);
  } catch {
    // Ended in this very moment.
  }
};
