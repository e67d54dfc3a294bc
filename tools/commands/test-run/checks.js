import { root } from '../shared/root.js';
import { run } from '../shared/run.js';
import { turboRun } from '../shared/turbo.js';

/**
 * @typedef {{ env: NodeJS.ProcessEnv, signal: AbortSignal }} CheckOptions
 * @typedef {object} Check one of those that are no tests; each counts as one passed or failed
 * @property {string} name
 * @property {(options: CheckOptions) => Promise<{ ok: boolean, output: string }>} run
 */

/** @param {string} command @param {string[]} args @returns {Check['run']} */
const inRoot =
  (command, args) =>
  ({ env, signal }) =>
    run(command, args, { cwd: root, env, signal });

/** @type {Check} */
export const build = {
  name: 'Build',
  run: (options) => turboRun(['build', '--continue=dependencies-successful'], options),
};

/** @type {readonly Check[]} */
export const checks = [
  { name: 'Types', run: (options) => turboRun(['typecheck', '--continue=always'], options) },
  { name: 'Lint', run: inRoot('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'Format', run: inRoot('oxfmt', ['--check']) },
  { name: 'Arrows', run: inRoot('turbo', ['boundaries']) },
];
