import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where each package's vitest writes its JSON report, relative to the package; git-ignored. */
export const reportFile = '.turbo/test-report.json';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {readonly { path: string }[]} packages so that no report of an earlier run is counted */
export const removeReports = (packages) =>
  Promise.all(packages.map(({ path }) => rm(join(path, reportFile), { force: true })));

/**
 * Counts one package's tests from its report. What vitest fails without a failed test (a file that cannot be
 * loaded, an unhandled rejection, no test at all) counts as one failed.
 *
 * @param {string} path of the package
 * @returns {Promise<Counts>}
 */
export const testCounts = async (path) => {
  const text = await readFile(join(path, reportFile), 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(text);
  const passed = report.numPassedTests;
  const failed = report.numFailedTests;
  const isBroken = failed === 0 && (!report.success || passed === 0);
  return {
    passed,
    failed: isBroken ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
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
