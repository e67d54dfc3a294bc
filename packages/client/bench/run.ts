// npm run bench:client: measures, prints, and writes docs/benchmarks/client.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { calls } from './parts/calls.ts';
import { pendingOverTls } from './parts/pending-over-tls.ts';
import { pending } from './parts/pending.ts';
import { startServer } from './programs/start.ts';
import { machine } from './report/machine.ts';
import { markdown } from './report/section.ts';

const server = await startServer();
const sections: string[] = [];
for (const part of [calls, pending, pendingOverTls]) {
  console.error(`… ${part.name}`);
  const section = markdown(await part(server));
  sections.push(section);
  console.log(`\n${section}`);
}
await server.stop();

const page = [
  '# Benchmark of the client',
  'Written by `npm run bench:client`. Figures are the median of interleaved rounds, in brackets the least and the most of them. Server and callers share one machine, so compare the rows of a table, not the figures with those of other machines.',
  machine(),
  ...sections,
].join('\n\n');
const folder = new URL('../../../docs/benchmarks/', import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL('client.md', folder), `${page}\n`);
