import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { countsFile } from './test-counts.js';

/**
 * A vitest reporter that writes how many tests passed, failed and were skipped. vitest's own JSON report leaves out
 * errors that belong to no test: here a file that cannot be loaded, a hook that throws and a rejection that nobody
 * handles count as one failed each.
 */
export default class CountReporter {
  root = '';

  /** @param {import('vitest/node').Vitest} vitest */
  onInit(vitest) {
    this.root = vitest.config.root;
  }

  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      const withState = (/** @type {string} */ state) =>
        tests.filter((test) => test.result().state === state).length;
      const failed = withState('failed');
      counts.passed += withState('passed');
      counts.skipped += withState('skipped');
      counts.failed += failed === 0 && !module.ok() ? 1 : failed;
    }
    const file = join(this.root, countsFile);
    mkdirSync(dirname(file), { recursive: true });
    // In one move, since the counts are looked for while the tests run.
    writeFileSync(`${file}.new`, JSON.stringify(counts));
    renameSync(`${file}.new`, file);
  }
}
