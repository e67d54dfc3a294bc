import { fileURLToPath } from 'node:url';
import { root } from '../shared/root.js';
import { turboRun } from '../shared/turbo.js';
import { describeCounts, finishedCounts, removeCounts } from './test-counts.js';
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
  const telling = tellFinished(packages, say);
  const { ok, output } = await turboRun(test, options);
  await telling.end();
  if (!ok) say(output.trim());
  const counts = [];
  for (const { name, path } of packages) {
    const count = (await finishedCounts(path)) ?? { passed: 0, failed: 1, skipped: 0 };
    if (count.failed > 0) say(line(name, count));
    counts.push(count);
  }
  // A failure that no count tells of must not end as a success.
  const isUntold = !ok && counts.every(({ failed }) => failed === 0);
  return isUntold ? [...counts, { passed: 0, failed: 1, skipped: 0 }] : counts;
};

/**
 * Says of each package that it is finished, as soon as it is: all of them take minutes.
 *
 * @param {readonly { name: string, path: string }[]} packages @param {(line: string) => void} say
 * @returns {{ end: () => Promise<void> }}
 */
const tellFinished = (packages, say) => {
  const running = new Map(packages.map(({ name, path }) => [name, path]));
  const tell = async () => {
    for (const [name, path] of running) {
      const count = await finishedCounts(path);
      if (count !== undefined && running.delete(name)) say(line(name, count));
    }
  };
  const timer = setInterval(() => void tell(), 500).unref();
  return {
    end: () => {
      clearInterval(timer);
      return tell();
    },
  };
};

/** @param {string} name @param {import('./test-counts.js').Counts} counts */
const line = (name, counts) => `  ${name.padEnd(26)}${describeCounts(counts)}`;
