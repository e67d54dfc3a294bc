// npm run bench:challenges: measures, prints, and writes docs/benchmarks/challenges.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { closeConnections } from '../test/instances/harness/http-browser.ts';
import type { OnEnd } from '../test/instances/harness/start-program.ts';
import { concealment } from './parts/concealment.ts';
import { consumes } from './parts/consumes.ts';
import { memoryPerBrowser } from './parts/memory-per-browser.ts';
import { pushesPerLogin } from './parts/pushes-per-login.ts';
import { starts } from './parts/starts.ts';
import { wakeUp } from './parts/wake-up.ts';
import { machine } from './report/machine.ts';
import { progress } from './report/progress.ts';
import { markdown, type Section } from './report/table.ts';

const parts: Readonly<Record<string, (onEnd: OnEnd) => Promise<Section>>> = {
  starts,
  'wake-up': wakeUp,
  consumes,
  pushes: pushesPerLogin,
  memory: memoryPerBrowser,
  concealment,
};

const runPart = async (part: (onEnd: OnEnd) => Promise<Section>): Promise<Section> => {
  const ends: (() => Promise<void>)[] = [];
  try {
    return await part((end) => ends.push(end));
  } finally {
    closeConnections();
    for (const end of ends.toReversed()) await end();
  }
};

// Names of parts as arguments run only these; the page is written by a whole run.
const wanted = process.argv.slice(2);
const sections: Section[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  progress(name);
  const section = await runPart(part);
  sections.push(section);
  console.log(`\n${markdown(section)}`);
}
const page = [
  '# Benchmark of the challenge layer',
  'Written by `npm run bench:challenges`. Figures are the median of several interleaved rounds, then the least and the most of them. Everything runs on one machine, so compare the rows of a table, not the figures with those of other machines.',
  machine(),
  ...sections.map(markdown),
].join('\n\n');
if (wanted.length === 0) {
  const folder = new URL('../../../docs/benchmarks/', import.meta.url);
  await mkdir(folder, { recursive: true });
  await writeFile(new URL('challenges.md', folder), `${page}\n`);
}
