import { createServer } from 'node:net';
import { PlainError } from '../shared/plain-error.js';

/**
 * Throws a plain error unless the port is free on this machine.
 *
 * @param {number} port @param {string} option with which another can be chosen @param {string} example
 */
export const assertPortFree = async (port, option, example) => {
  // Both, since a browser may resolve "localhost" to either, and would then reach the other program.
  for (const host of ['127.0.0.1', '::1']) {
    const code = await listenOnce(port, host);
    if (code === 'EADDRINUSE') {
      throw new PlainError(
        `Port ${port} is taken by another program. End that one, or choose another port: npm start -- ${option} ${example}`,
      );
    }
    if (code === 'EACCES') {
      throw new PlainError(
        `Port ${port} may not be used by this user. Choose one above 1023: npm start -- ${option} ${example}`,
      );
    }
    // Any other code says that this machine has no such address (IPv6 switched off).
  }
};

/** @param {number} port @param {string} host @returns {Promise<string | undefined>} the error's code */
const listenOnce = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
