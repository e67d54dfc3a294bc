import { parseArgs } from 'node:util';
import { PlainError } from '../shared/plain-error.js';

/**
 * @typedef {object} StartOptions
 * @property {number} port of the sample app; default 3000
 * @property {number} sandboxPort default 4400
 * @property {boolean} fresh forget the state of earlier runs first
 */

/**
 * Reads the options of `npm start`; a flag wins over the environment (`PORT`, `SANDBOX_PORT`).
 *
 * @param {string[]} args @param {NodeJS.ProcessEnv} env
 * @returns {StartOptions}
 */
export const startOptions = (args, env) => {
  const flags = parse(args);
  const port = portNumber('--port', flags.port ?? env.PORT ?? '3000');
  const sandboxPort = portNumber(
    '--sandbox-port',
    flags['sandbox-port'] ?? env.SANDBOX_PORT ?? '4400',
  );
  if (port === sandboxPort) {
    throw new PlainError(
      `The app and the sandbox cannot both have port ${port}: choose two different ones with --port and --sandbox-port.`,
    );
  }
  return { port, sandboxPort, fresh: flags.fresh ?? false };
};

/** @param {string[]} args */
const parse = (args) => {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'sandbox-port': { type: 'string' },
        fresh: { type: 'boolean' },
      },
    }).values;
  } catch {
    throw new PlainError(
      `npm start does not understand "${args.join(' ')}". It knows: npm start -- --port 3100 --sandbox-port 4500 --fresh.`,
    );
  }
};

/** @param {string} name @param {string} text */
const portNumber = (name, text) => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new PlainError(`${name} is a number from 1 to 65535, and "${text}" is not one.`);
};
