// npm test: from a fresh clone to "N passed, N failed". The checks that are no tests count as one each.
import { bootstrap } from './shared/bootstrap.js';
import { main } from './shared/main.js';
import { build, checks } from './test-run/checks.js';
import { runTests } from './test-run/run-tests.js';
import { describeCounts, total } from './test-run/test-counts.js';
import { getTestPrograms } from './test-run/test-programs.js';

const say = console.log;

/** @param {AbortSignal} signal */
const test = async (signal) => {
  const env = await bootstrap({ say, signal });
  await getTestPrograms({ say, env, signal });

  const counts = [await runCheck(build, { env, signal })];
  // What is not built cannot be judged further.
  if (counts[0]?.failed === 0) {
    for (const check of checks) counts.push(await runCheck(check, { env, signal }));
    say('Tests …');
    counts.push(...(await runTests(say, { env, signal })));
  }
  const { passed, failed, skipped } = total(counts);
  say(describeCounts({ passed, failed, skipped }));
  return failed === 0 ? 0 : 1;
};

/**
 * @param {import('./test-run/checks.js').Check} check @param {import('./test-run/checks.js').CheckOptions} options
 * @returns {Promise<import('./test-run/test-counts.js').Counts>}
 */
const runCheck = async (check, options) => {
  const begun = performance.now();
  const { ok, output } = await check.run(options);
  if (!ok) say(output.trim());
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`${check.name.padEnd(28)}${ok ? 'ok' : 'FAILED'} (${seconds} s)`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
};

const interrupted = 130; // as shells say it after Ctrl-C
await main(test, { stopped: interrupted, failed: () => say('0 passed, 1 failed') });
