import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The tools to get from npm, name to version: always the pinned pnpm, and Node where the machine's is too old.
 *
 * @param {string} root @param {string} [nodeVersion] the machine's
 * @returns {Promise<Record<string, string>>}
 */
export const neededTools = async (root, nodeVersion = process.versions.node) => {
  const { packageManager, engines } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  );
  const pnpm = packageManager.replace(/^pnpm@/, '').replace(/\+.*$/, '');
  if (!isOlder(nodeVersion, engines.node.replace('>=', ''))) return { pnpm };
  return { pnpm, node: (await readFile(join(root, '.node-version'), 'utf8')).trim() };
};

/** @param {string} version such as "20.19.0" @param {string} oldest such as "22.12" */
const isOlder = (version, oldest) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
};
