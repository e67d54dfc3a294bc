import { PlainError } from './plain-error.js';

const noNetwork =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|dns error|error sending request/i;

/**
 * What to say when npm or pnpm could not get something.
 *
 * @param {string} what @param {string} output what the program printed
 */
export const downloadFailure = (what, output) =>
  new PlainError(
    noNetwork.test(output)
      ? `No network: ${what} could not be downloaded. Connect this machine (or set npm's proxy or registry) and try again.`
      : `${what} could not be installed:\n${output.trim()}`,
  );
