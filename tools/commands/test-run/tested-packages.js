import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PlainError } from '../shared/plain-error.js';
import { run } from '../shared/run.js';

/**
 * The packages that have to run tests: all of the workspace, except tools that have none.
 *
 * @param {string} root @param {import('./checks.js').CheckOptions} options
 * @returns {Promise<{ name: string, path: string }[]>}
 */
export const testedPackages = async (root, { env, signal }) => {
  const list = ['list', '--recursive', '--depth=-1', '--json'];
  const { ok, output, stdout } = await run('pnpm', list, { cwd: root, env, signal });
  if (!ok) throw new PlainError(`pnpm could not list the packages:\n${output.trim()}`);
  /** @type {{ name: string, path: string }[]} */
  const members = JSON.parse(stdout).filter(
    (/** @type {{ path: string }} */ { path }) => relative(root, path) !== '',
  );
  const tested = [];
  for (const member of members) {
    const { scripts } = JSON.parse(await readFile(join(member.path, 'package.json'), 'utf8'));
    const isTool = relative(root, member.path).startsWith('tools/');
    if (!isTool || scripts?.test !== undefined) tested.push(member);
  }
  return tested;
};
