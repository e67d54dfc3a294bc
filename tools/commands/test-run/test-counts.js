import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where each package's run leaves its counts, relative to the package; git-ignored. */
export const countsFile = '.turbo/test-counts.json';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {readonly { path: string }[]} packages so that nothing of an earlier run is counted */
export const removeCounts = (packages) =>
  Promise.all(packages.map(({ path }) => rm(join(path, countsFile), { force: true })));

/**
 * What a package's run has counted, once it is finished. A run in which nothing passed has failed.
 *
 * @param {string} path of the package
 * @returns {Promise<Counts | undefined>}
 */
export const finishedCounts = async (path) => {
  const text = await readFile(join(path, countsFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  /** @type {Counts} */
  const counts = JSON.parse(text);
  return counts.passed === 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
};

/** @param {readonly Counts[]} counts @returns {Counts} */
export const total = (counts) => ({
  passed: sum(counts.map(({ passed }) => passed)),
  failed: sum(counts.map(({ failed }) => failed)),
  skipped: sum(counts.map(({ skipped }) => skipped)),
});

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** @param {Counts} counts such as "12 passed, 0 failed" */
export const describeCounts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
