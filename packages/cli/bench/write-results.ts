import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { concurrency, type Measured } from './measure.ts';

export interface Comparison {
  /** Rows of one round. */
  readonly rows: number;
  readonly bareRows: number;
  readonly cli: readonly Measured[];
  readonly bare: readonly Measured[];
}

export interface Results {
  readonly againstCounting: Comparison;
  readonly againstSandbox: Comparison;
  readonly memory: readonly (readonly [string, Measured])[];
}

const target = new URL('../../../docs/benchmarks/bulk.md', import.meta.url);

export async function writeResults(results: Results): Promise<void> {
  const { againstCounting, againstSandbox, memory } = results;
  const manifest = JSON.parse(
    await readFile(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { readonly version: string };
  const [cpu] = cpus();
  const sandboxRows = againstSandbox.cli.length * againstSandbox.rows;
  const text = `# Bulk load: \`bloksec register\` beside a bare loop of \`fetch\`

Made by \`npm run bench:bulk\` on ${new Date().toISOString().slice(0, 10)}. @bloksec/cli ${manifest.version},
Node ${process.version}, ${type()} ${release()}, ${cpu?.model ?? 'unknown processor'}, ${availableParallelism()} cores,
${Math.round(totalmem() / 2 ** 30)} GiB; load average at the end ${loadavg()[0]?.toFixed(1)}. Server and caller share the machine.

Both have ${concurrency} rows under way at once. \`bloksec register\` is the whole process, from its start to its report: it checks the
file, writes each row to its journal, on the disk, before it is sent and after it is answered, and writes the report. The loop does
nothing but send. They ran by turns.

## Speed

| Server | Rows | \`bloksec register\` | bare \`fetch\` | Ratio |
| --- | ---: | ---: | ---: | ---: |
${speed('bare counting server', againstCounting)}
${speed('sandbox', againstSandbox)}

Rows per second: all rows of all rounds by their time. The ratio is the median of the rounds' ratios; in brackets the lowest and the
highest. The sandbox keeps each invitation in a database: it is the limit there, for both. ${
    sandboxRows < 100_000
      ? `It took ${sandboxRows.toLocaleString('en-US')} rows in the time that this benchmark has (six minutes in all).`
      : ''
  }

## Memory

| Run | Seconds | Peak memory, MiB |
| --- | ---: | ---: |
${memory
  .map(
    ([name, { seconds, peakMemory }]) =>
      `| ${name} | ${seconds.toFixed(1)} | ${Math.round(peakMemory)} |`,
  )
  .join('\n')}

The resident memory of the whole process at its highest. Rows that are sent go to the counting server. A million rows are only
checked (\`--dry-run\`), since sending so many takes longer than this benchmark may: reading, checking and the index of accounts are
all that depends on their number. Node lets its heap grow while the machine has memory to spare; with a small young generation
(\`NODE_OPTIONS=--max-semi-space-size=2\`) it collects sooner, and what is really needed shows.
`;
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, text);
  console.error(text);
}

function speed(name: string, { rows, bareRows, cli, bare }: Comparison): string {
  const ratios = cli
    .map(({ seconds }, round) => rows / seconds / (bareRows / (bare[round]?.seconds ?? Number.NaN)))
    .toSorted((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
  const rate = (measured: readonly Measured[], each: number): string =>
    Math.round(
      (measured.length * each) / measured.reduce((sum, { seconds }) => sum + seconds, 0),
    ).toLocaleString('en-US');
  const total = (cli.length * rows).toLocaleString('en-US');
  return `| ${name} | ${total} | ${rate(cli, rows)}/s | ${rate(bare, bareRows)}/s | ${median.toFixed(2)} (${ratios[0]?.toFixed(2)}–${ratios.at(-1)?.toFixed(2)}) |`;
}
