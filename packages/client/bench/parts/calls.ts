import { startCaller } from '../programs/start.ts';
import type { Contender } from '../programs/contenders.ts';
import type { ServerStarted } from '../programs/server.ts';
import { verdict, type Section } from '../report/section.ts';
import { median, spread } from '../report/statistics.ts';

const compared = [
  'fetch',
  'ky',
  'ky without retries',
  'axios',
  'client',
] as const satisfies readonly Contender[];
const rounds = 7;
const order = { calls: 2500, lanes: 32 } as const;

/** Calls that are answered at once: how many a second, and what each costs. */
export async function calls({ plainUrl, certificate }: ServerStarted): Promise<Section> {
  const racers = compared.map((contender) => ({
    contender,
    caller: startCaller({
      contender,
      apiUrl: plainUrl,
      stateUrl: `${plainUrl}/state`,
      certificate,
    }),
    perSecond: [] as number[],
    cpuUs: [] as number[],
  }));
  // Interleaved, so that whatever else the machine does meets all; the first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { caller, perSecond, cpuUs } of racers) {
      const { wallMs, cpuMs } = await caller.follow(order);
      if (round === 0) continue;
      perSecond.push((order.calls / wallMs) * 1000);
      cpuUs.push((cpuMs / order.calls) * 1000);
    }
  }
  for (const { caller } of racers) await caller.stop();
  const cpuOf = (contender: Contender): number =>
    median(racers.find((racer) => racer.contender === contender)?.cpuUs ?? []);
  const toKy = cpuOf('client') / cpuOf('ky');
  const toFetch = cpuOf('client') / cpuOf('fetch');
  return {
    title: 'Calls',
    method: `\`POST /auth\`, answered at once, over HTTP/1.1 with kept connections: ${order.calls} calls in ${order.lanes} lanes, ${rounds} rounds. CPU is that of the calling process, user and system. Each contender is a process of its own and sends the same request, with a signal and, but for bare \`fetch\`, a time limit.`,
    columns: ['', 'calls a second', 'CPU a call, µs', 'CPU to `fetch`'],
    rows: racers.map(({ contender, perSecond, cpuUs }) => [
      contender,
      spread(perSecond, 0),
      spread(cpuUs, 0),
      (median(cpuUs) / cpuOf('fetch')).toFixed(2),
    ]),
    verdicts: [
      verdict(
        'CPU a call at most 1.10 of bare ky',
        `${toKy.toFixed(2)} of bare ky, ${toFetch.toFixed(2)} of bare fetch`,
        toKy <= 1.1,
      ),
      `Cheaper: bare fetch with ${(1 / toFetch).toFixed(2)} and axios with ${(cpuOf('axios') / cpuOf('client')).toFixed(2)} of the client's CPU.`,
    ],
  };
}
