import { spawn } from 'node:child_process';
import { endGroup } from './end-group.js';
import { PlainError } from './plain-error.js';

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {AbortSignal} signal ends the command and all that it started
 */

/**
 * Runs a command to its end and keeps what it prints, so that only a failure has to be shown.
 *
 * @param {string} command @param {readonly string[]} args @param {RunOptions} options
 * @returns {Promise<{ ok: boolean, output: string, stdout: string }>} `output` holds standard error, too
 */
export const run = async (command, args, { cwd, env, signal }) => {
  signal.throwIfAborted();
  // A group of its own: a Ctrl-C reaches it once, through endGroup, and with it all its children.
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const stop = () => void endGroup(child);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    signal.throwIfAborted();
    return { ok: code === 0, output, stdout };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    throw new PlainError(`The program "${command}" was not found. Install it and try again.`);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
