import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endGroup } from '../shared/end-group.js';
import { PlainError } from '../shared/plain-error.js';

const endWithParent = fileURLToPath(new URL('end-with-parent.js', import.meta.url));

/**
 * @typedef {{ type: 'listening', url: string, pages?: { inbox: string, phone: string, console: string } }} Listening
 * @typedef {object} RunningServer
 * @property {Promise<Listening>} listening
 * @property {Promise<never>} ended rejects, with a sentence for people, when the server has ended
 * @property {() => Promise<void>} end
 */

/**
 * Starts one server. What it prints is kept quiet, except its errors (standard error).
 *
 * @param {import('./servers.js').Server} server @param {(line: string) => void} complain
 * @returns {RunningServer}
 */
export const startServer = (server, complain) => {
  const child = fork(server.script, server.args, {
    execPath: 'node', // the one of server.env.PATH, which may be newer than this process's own
    // "--", since Node would otherwise take an --env-file among the script's own arguments for itself.
    execArgv: [`--import=${endWithParent}`, ...server.nodeOptions, '--'],
    env: server.env,
    detached: true, // Ctrl-C reaches this process only, which then ends its children in an orderly way
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (child.stderr !== null) {
    createInterface(child.stderr).on('line', (line) => complain(`${server.name}: ${line}`));
  }
  /** @type {Promise<Listening>} */
  const listening = new Promise((resolve) => {
    child.on('message', (/** @type {Listening} */ message) => {
      if (message.type === 'listening') resolve(message);
    });
  });
  /** @type {Promise<never>} */
  const ended = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      reject(
        new PlainError(
          `The ${server.name} ended (${signal ?? `exit code ${code}`}), so everything was stopped.`,
        ),
      );
    });
  });
  return { listening, ended, end: () => endGroup(child) };
};
