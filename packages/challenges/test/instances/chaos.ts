// npm run test:chaos: breaks things again and again, and counts how often nothing went wrong. The rounds a case: default 20.
import { inspect, isDeepStrictEqual } from 'node:util';
import type { ChaosCase } from './scenarios/chaos-case.ts';
import { closeConnections } from './harness/http-browser.ts';
import { holderKilled } from './scenarios/holder-killed.ts';
import { instanceStopped } from './scenarios/instance-stopped.ts';
import { redisRestarted } from './scenarios/redis-restarted.ts';

/** Shorter than the defaults, so that the rounds take minutes: what is proved does not depend on it. */
const LEASE_MS = 2_000;
const GRACE_MS = 2_000;

const cases: readonly ChaosCase<unknown>[] = [
  holderKilled(LEASE_MS),
  redisRestarted('keeps all'),
  redisRestarted('keeps nothing'),
  instanceStopped(GRACE_MS),
];

/** What went wrong in a round; undefined where nothing did. */
const damage = async ({ run, expected }: ChaosCase<unknown>): Promise<string | undefined> => {
  const ends: (() => Promise<void>)[] = [];
  try {
    const seen = await run((end) => ends.push(end));
    if (isDeepStrictEqual(seen, expected)) return undefined;
    return `expected ${inspect(expected)}, but saw ${inspect(seen)}`;
  } catch (error) {
    return inspect(error);
  } finally {
    closeConnections();
    for (const end of ends.toReversed()) await end();
  }
};

const rounds = Number(process.argv[2] ?? 20);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`The number of rounds is "${process.argv[2]}"; it must be a whole number above 0.`);
  process.exit(1);
}
const survived: string[] = [];
for (const each of cases) {
  let count = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const begun = performance.now();
    const harm = await damage(each);
    if (harm === undefined) count += 1;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`${each.title}, round ${round}: ${harm ?? 'survived'} (${seconds} s)`);
    if (harm !== undefined) process.exitCode = 1;
  }
  survived.push(`${count} of ${rounds} survived: ${each.title}`);
}
console.log(`\n${survived.join('\n')}`);
