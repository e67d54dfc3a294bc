import { join } from 'node:path';
import { statePaths } from './state.js';

/**
 * @typedef {object} Server a process that says `{ type: 'listening', url }` to its parent once it listens
 * @property {string} name as people are told it
 * @property {string} script absolute path
 * @property {string[]} args
 * @property {string[]} nodeOptions
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * The processes that `npm start` runs, in this order: each begins when the one before it listens.
 *
 * @param {{ root: string, folder: string, port: number, sandboxPort: number, env: NodeJS.ProcessEnv }} options
 * @returns {[sandbox: Server, app: Server]}
 */
export const servers = ({ root, folder, port, sandboxPort, env }) => {
  const state = statePaths(folder);
  return [
    {
      name: 'sandbox',
      script: join(root, 'packages/sandbox/dist/main.js'),
      args: [
        '--port',
        String(sandboxPort),
        '--data',
        state.sandbox,
        '--application',
        'Harbour Bank',
        '--env-file',
        state.applicationEnv,
      ],
      nodeOptions: [],
      env: withoutCredentials(env),
    },
    {
      name: 'sample app',
      script: join(root, 'apps/sample-nestjs/dist/main.js'),
      args: [],
      nodeOptions: [`--env-file=${state.applicationEnv}`],
      env: { ...withoutCredentials(env), PORT: String(port), BANK_DATA_DIR: state.bank },
    },
  ];
};

/**
 * Leaves out the credentials of an account that the developer may have: they would win over those in the env file.
 *
 * @param {NodeJS.ProcessEnv} env
 */
const withoutCredentials = ({
  BLOKSEC_APPLICATION_ID: _id,
  BLOKSEC_APPLICATION_SECRET: _secret,
  BLOKSEC_API_URL: _url,
  ...env
}) => env;
