import { mkdir, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join, relative } from 'node:path';
import { PlainError } from '../shared/plain-error.js';

/**
 * Lets one start at a time use a folder's state: two sandboxes on one database would destroy it, whatever their ports.
 * A socket, since unlike a file with a process id it is never left locked by a start that was killed.
 *
 * @param {string} folder @returns {Promise<void>} held until this process ends
 */
export const lockFolder = async (folder) => {
  await mkdir(folder, { recursive: true });
  // Relative, since the path of a socket may have only about 100 characters.
  const socket = relative(process.cwd(), join(folder, 'start.sock'));
  if (await answers(socket)) {
    throw new PlainError(
      'npm start already runs in this folder. Use that one, or end it first (Ctrl-C in its terminal).',
    );
  }
  await rm(socket, { force: true });
  await new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', reject).listen(socket, () => resolve(undefined));
    server.unref();
  });
};

/** @param {string} socket @returns {Promise<boolean>} */
const answers = (socket) =>
  new Promise((resolve) => {
    const connection = createConnection(socket, () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
