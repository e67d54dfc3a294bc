import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { PlainError } from '../shared/plain-error.js';
import { run } from '../shared/run.js';

/**
 * Makes sure that Chromium and redis-server, which some tests start, are there: as root on Debian by installing them.
 *
 * @param {{ say: (line: string) => void, env: NodeJS.ProcessEnv, signal: AbortSignal }} options
 */
export const getTestPrograms = async ({ say, env, signal }) => {
  const missing = await missingPackages(env);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !(await isInPath('apt-get', env))) throw howToInstall(missing);

  say(`Installing ${missing.join(' and ')} with apt-get …`);
  const quiet = { cwd: '/', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, signal };
  await run('apt-get', ['update', '-qq'], quiet);
  // The fonts, since without any Chromium shows boxes for letters.
  const packages = missing.includes('chromium') ? [...missing, 'fonts-liberation'] : missing;
  const install = ['install', '-qq', '--yes', '--no-install-recommends', ...packages];
  const { output } = await run('apt-get', install, quiet);
  if ((await missingPackages(env)).length > 0) {
    throw new PlainError(`${howToInstall(missing).message} apt-get said:\n${output.trim()}`);
  }
};

/** @param {NodeJS.ProcessEnv} env @returns {Promise<string[]>} names of Debian's packages */
const missingPackages = async (env) => {
  // Imported only now: it has a dependency, which a fresh clone gets first.
  const { findChromium } = await import('@bloksec/chromium');
  const missing = [];
  if (findChromium() === undefined) missing.push('chromium');
  if (!(await isInPath('redis-server', env))) missing.push('redis-server');
  return missing;
};

/** @param {string} program @param {NodeJS.ProcessEnv} env */
const isInPath = async (program, env) => {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
};

/** @param {string[]} missing */
const howToInstall = (missing) =>
  new PlainError(
    `The tests need ${missing.join(' and ')}: install what is missing (Debian: apt-get install ${missing.join(' ')}) and run npm test again.`,
  );
