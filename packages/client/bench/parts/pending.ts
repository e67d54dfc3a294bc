import { startCaller } from '../programs/start.ts';
import type { Contender } from '../programs/contenders.ts';
import type { ServerStarted } from '../programs/server.ts';
import { verdict, type Section } from '../report/section.ts';
import { median, spread } from '../report/statistics.ts';

const compared = ['fetch', 'ky', 'axios', 'client'] as const satisfies readonly Contender[];
const counts = [1000, 5000, 10_000] as const;
const rounds = 5;

interface Memory {
  readonly heapKiB: number[];
  readonly residentKiB: number[];
}

/** Approvals that nobody has answered yet: the memory that each takes in the calling process. */
export async function pending(server: ServerStarted): Promise<Section> {
  const table = compared.flatMap((contender) =>
    counts.map((count) => ({
      contender,
      count,
      heapKiB: [] as number[],
      residentKiB: [] as number[],
    })),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of compared) {
      await measure(
        contender,
        server,
        table.filter((row) => row.contender === contender),
      );
    }
  }
  const ratio = (contender: Contender, count: number, kind: keyof Memory): number => {
    const of = (name: Contender): number =>
      median(table.find((row) => row.contender === name && row.count === count)?.[kind] ?? []);
    return of(contender) / of('client');
  };
  const toKy = counts.flatMap((count) => [
    1 / ratio('ky', count, 'heapKiB'),
    1 / ratio('ky', count, 'residentKiB'),
  ]);
  const [, , most] = counts;
  return {
    title: 'Pending approvals',
    method: `\`POST /auth\` that is not answered, over HTTP/1.1 without TLS: the growth of the calling process from 50 pending calls on, after garbage collection, for each call, in KiB. Heap is the JavaScript heap and what it holds outside; resident is what the system gives the process. The young generation is kept at 1 MiB, so that garbage does not count as memory of what is pending. ${rounds} rounds, a fresh process for each contender and round.`,
    columns: ['', 'pending', 'heap a call', 'resident a call'],
    rows: table.map(({ contender, count, heapKiB, residentKiB }) => [
      contender,
      String(count),
      spread(heapKiB, 1),
      spread(residentKiB, 1),
    ]),
    verdicts: [
      verdict(
        'heap and resident memory a pending call at most 1.10 of bare ky, at every count',
        `${Math.min(...toKy).toFixed(2)} to ${Math.max(...toKy).toFixed(2)} of bare ky`,
        Math.max(...toKy) <= 1.1,
      ),
      `Cheaper: of the client's heap at ${most} bare fetch has ${ratio('fetch', most, 'heapKiB').toFixed(2)}, axios ${ratio('axios', most, 'heapKiB').toFixed(2)}.`,
    ],
  };
}

/** One process goes through all counts. */
async function measure(
  contender: Contender,
  { plainUrl, certificate }: ServerStarted,
  rows: readonly (Memory & { readonly count: number })[],
): Promise<void> {
  const caller = startCaller(
    { contender, apiUrl: plainUrl, stateUrl: `${plainUrl}/state`, certificate },
    { smallHeap: true },
  );
  await caller.follow({ calls: 50, lanes: 50 });
  const before = await caller.follow({ pending: 50 });
  for (const { count, heapKiB, residentKiB } of rows) {
    const after = await caller.follow({ pending: count });
    heapKiB.push((after.heapBytes - before.heapBytes) / 1024 / (count - 50));
    residentKiB.push((after.residentBytes - before.residentBytes) / 1024 / (count - 50));
  }
  await caller.stop();
}
