import { root } from '../shared/root.js';
import { turboRun } from '../shared/turbo.js';
import { describeCounts, removeReports, reportFile, testCounts } from './test-counts.js';
import { testedPackages } from './tested-packages.js';

/**
 * Runs every package's tests, and counts them from what vitest reports.
 *
 * @param {(line: string) => void} say @param {import('./checks.js').CheckOptions} options
 * @returns {Promise<import('./test-counts.js').Counts[]>}
 */
export const runTests = async (say, options) => {
  const packages = await testedPackages(root, options);
  await removeReports(packages);
  const { ok, output } = await turboRun(
    [
      'test',
      '--continue=always',
      '--',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ],
    options,
  );
  if (!ok) say(output.trim());
  const counts = [];
  for (const { name, path } of packages) {
    const count = await testCounts(path);
    say(`  ${name.padEnd(26)}${describeCounts(count)}`);
    counts.push(count);
  }
  // A failure that no report tells of must not end as a success.
  const isUntold = !ok && counts.every(({ failed }) => failed === 0);
  return isUntold ? [...counts, { passed: 0, failed: 1, skipped: 0 }] : counts;
};
