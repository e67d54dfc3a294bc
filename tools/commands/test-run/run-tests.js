import { fileURLToPath } from 'node:url';
import { root } from '../shared/root.js';
import { turboRun } from '../shared/turbo.js';
import { describeCounts, removeCounts, testCounts } from './test-counts.js';
import { testedPackages } from './tested-packages.js';

const reporter = fileURLToPath(new URL('count-reporter.js', import.meta.url));

/**
 * Runs every package's tests, and counts them from what vitest tells a reporter.
 *
 * @param {(line: string) => void} say @param {import('./checks.js').CheckOptions} options
 * @returns {Promise<import('./test-counts.js').Counts[]>}
 */
export const runTests = async (say, options) => {
  const packages = await testedPackages(root, options);
  await removeCounts(packages);
  const test = ['test', '--continue=always', '--', '--reporter=default', `--reporter=${reporter}`];
  const { ok, output } = await turboRun(test, options);
  if (!ok) say(output.trim());
  const counts = [];
  for (const { name, path } of packages) {
    const count = await testCounts(path);
    say(`  ${name.padEnd(26)}${describeCounts(count)}`);
    counts.push(count);
  }
  // A failure that no count tells of must not end as a success.
  const isUntold = !ok && counts.every(({ failed }) => failed === 0);
  return isUntold ? [...counts, { passed: 0, failed: 1, skipped: 0 }] : counts;
};
