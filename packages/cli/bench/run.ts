// npm run bench:bulk: how fast `bloksec register` is beside a bare loop of fetch, and how much memory it takes.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  runBareLoop,
  runRegister,
  startServer,
  usersFile,
  type Measured,
  type Server,
} from './measure.ts';
import { writeResults, type Comparison } from './write-results.ts';

// What is measured is the program as it is published.
execFileSync('turbo', ['run', 'build', '--filter=@bloksec/cli', '--filter=@bloksec/sandbox'], {
  stdio: 'ignore',
});

const deadline = performance.now() + 300_000;
const secondsLeft = (): number => (deadline - performance.now()) / 1000;
const folder = await mkdtemp(join(tmpdir(), 'bloksec-bench-'));

/** Both by turns, so that what else the machine does meets both; the first of each round changes. */
async function compare(
  server: Server,
  plan: { rounds: number; rows: number; bareRows: number },
): Promise<Comparison> {
  const cli: Measured[] = [];
  const bare: Measured[] = [];
  let longest = 0;
  for (let round = 0; round < plan.rounds && secondsLeft() > 1.3 * longest; round += 1) {
    const startedAt = performance.now();
    const from = round * (plan.rows + plan.bareRows);
    const file = await usersFile(folder, from, from + plan.rows);
    const first = from + plan.rows;
    const runCli = async (): Promise<void> => void cli.push(await runRegister(file, server.env));
    const runBare = async (): Promise<void> =>
      void bare.push(await runBareLoop(folder, first, first + plan.bareRows, server.env));
    for (const run of round % 2 === 0 ? [runCli, runBare] : [runBare, runCli]) await run();
    longest = Math.max(longest, (performance.now() - startedAt) / 1000);
    console.error(
      `round ${round + 1}: register ${Math.round(plan.rows / (cli.at(-1)?.seconds ?? 1))} rows/s, ` +
        `bare fetch ${Math.round(plan.bareRows / (bare.at(-1)?.seconds ?? 1))} rows/s`,
    );
  }
  return { rows: plan.rows, bareRows: plan.bareRows, cli, bare };
}

try {
  const counting = await startServer('counting-server.ts');
  const plan = { rounds: 3, rows: 50_000, bareRows: 50_000 };
  const againstCounting = await compare(counting, plan);
  const expected = (againstCounting.cli.length + againstCounting.bare.length) * plan.rows;
  if ((await counting.count()) !== expected) throw new Error('The server counted other rows.');

  const memory: [string, Measured][] = [];
  const dryRun = async (rows: number, nodeOptions: string): Promise<void> => {
    const file = await usersFile(folder, 0, rows);
    const name = `${rows.toLocaleString('en-US')} rows, --dry-run${nodeOptions && `, ${nodeOptions}`}`;
    memory.push([name, await runRegister(file, { NODE_OPTIONS: nodeOptions }, '--dry-run')]);
  };
  const sending = async (from: number, rows: number): Promise<void> => {
    const file = await usersFile(folder, from, from + rows);
    memory.push([
      `${rows.toLocaleString('en-US')} rows, sent`,
      await runRegister(file, counting.env),
    ]);
  };
  await sending(10_000_000, 10_000);
  await sending(20_000_000, 100_000);
  memory.push([
    '100,000 rows, bare fetch loop',
    await runBareLoop(folder, 30_000_000, 30_100_000, counting.env),
  ]);
  for (const nodeOptions of ['', '--max-semi-space-size=2']) {
    await dryRun(10_000, nodeOptions);
    await dryRun(1_000_000, nodeOptions);
  }
  await counting.stop();

  const sandbox = await startServer('sandbox.ts');
  const againstSandbox = await compare(sandbox, {
    rounds: 20,
    rows: 5_000,
    bareRows: 1_000,
  });
  await sandbox.stop();
  await writeResults({ againstCounting, againstSandbox, memory });
} finally {
  await rm(folder, { recursive: true });
}
