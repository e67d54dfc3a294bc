import { root } from './root.js';
import { run } from './run.js';

/**
 * Runs tasks with turbo, at most one a core; prints nothing itself and keeps only what failing tasks print.
 *
 * @param {readonly string[]} args @param {{ env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 */
export const turboRun = (args, { env, signal }) =>
  run(
    'turbo',
    ['run', '--output-logs=errors-only', '--log-order=grouped', '--concurrency=100%', ...args],
    { cwd: root, env, signal },
  );
