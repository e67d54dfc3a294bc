import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCaller } from '../programs/start.ts';
import type { Contender } from '../programs/contenders.ts';
import type { ServerStarted } from '../programs/server.ts';
import { verdict, type Section } from '../report/section.ts';
import { median, spread } from '../report/statistics.ts';

const compared = [
  'fetch',
  'ky',
  'axios',
  'client',
  'client, HTTP/2',
] as const satisfies readonly Contender[];
const count = 1000;
const rounds = 5;

/** The same over TLS, where a connection is most of the cost: one for each, or ten for all. */
export async function pendingOverTls(server: ServerStarted): Promise<Section> {
  const { plainUrl, tlsUrl, certificate } = server;
  const folder = await mkdtemp(join(tmpdir(), 'bloksec-bench-'));
  const file = join(folder, 'certificate.pem');
  await writeFile(file, certificate);
  const table = compared.map((contender) => ({
    contender,
    residentKiB: [] as number[],
    cpuUs: [] as number[],
    sockets: [] as number[],
  }));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const { contender, residentKiB, cpuUs, sockets } of table) {
        const caller = startCaller(
          { contender, apiUrl: tlsUrl, stateUrl: `${plainUrl}/state`, certificate },
          { env: { NODE_EXTRA_CA_CERTS: file }, smallHeap: true },
        );
        await caller.follow({ calls: 50, lanes: 50 });
        const before = await caller.follow({ pending: 50 });
        const after = await caller.follow({ pending: count });
        await caller.stop();
        residentKiB.push((after.residentBytes - before.residentBytes) / 1024 / (count - 50));
        cpuUs.push((after.cpuMs * 1000) / (count - 50));
        sockets.push(after.tlsSockets);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  const shared = median(
    table.find(({ contender }) => contender === 'client, HTTP/2')?.residentKiB ?? [],
  );
  return {
    title: 'Pending approvals over TLS',
    method: `${count} approvals that are not answered, over TLS 1.3; the server offers HTTP/2 with 100 streams a connection. "client, HTTP/2" is the client with the \`fetch\` of \`packages/client/examples/http2-fetch.ts\`. Resident memory as above; CPU is what it takes the calling process to start each. ${rounds} rounds, a fresh process for each.`,
    columns: ['', 'resident a call, KiB', 'CPU to start, µs', 'connections'],
    rows: table.map(({ contender, residentKiB, cpuUs, sockets }) => [
      contender,
      spread(residentKiB, 1),
      spread(cpuUs, 0),
      String(median(sockets)),
    ]),
    verdicts: [
      verdict('under 40 KiB a pending call over HTTP/2', `${shared.toFixed(1)} KiB`, shared < 40),
    ],
  };
}
