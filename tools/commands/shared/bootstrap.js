import { delimiter, join } from 'node:path';
import { downloadFailure } from './download-failure.js';
import { getTools } from './get-tools.js';
import { neededTools } from './needed-tools.js';
import { retries } from './retries.js';
import { root } from './root.js';
import { run } from './run.js';

/**
 * Makes a fresh clone ready: the tools, then the packages. When all is there, this takes a fraction of a second.
 *
 * @param {{ say: (line: string) => void, signal: AbortSignal }} options
 * @returns {Promise<NodeJS.ProcessEnv>} the environment in which `pnpm`, `node` and `turbo` are the right ones
 */
export const bootstrap = async ({ say, signal }) => {
  const folder = join(root, '.bloksec/tools');
  const env = developmentEnv(process.env);
  await getTools({ folder, tools: await neededTools(root), say, env, signal });
  env.PATH = [
    join(folder, 'node_modules/.bin'),
    join(root, 'node_modules/.bin'),
    process.env.PATH,
  ].join(delimiter);

  say('Checking the packages …');
  // pnpm itself knows best whether anything changed; if not, it is done in milliseconds and needs no network.
  const install = ['install', '--frozen-lockfile', '--reporter=append-only'];
  const settings = retries.map((setting) => `--config.${setting}`);
  const { ok, output } = await run('pnpm', [...install, ...settings], { cwd: root, env, signal });
  if (!ok) throw downloadFailure('The packages', output);
  return env;
};

/** @param {NodeJS.ProcessEnv} env @returns {NodeJS.ProcessEnv} */
const developmentEnv = ({ NODE_ENV: _production, ...env }) => ({
  // Without NODE_ENV, since "production" would leave out the development dependencies.
  ...env,
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
});
