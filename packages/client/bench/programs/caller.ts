// One contender in a process of its own: does what it is told, and says what that cost.
import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { askerOf, type Contender } from './contenders.ts';
import type { ServerState } from './server.ts';

/** What a caller is started with. */
export interface CallerOptions {
  readonly contender: Contender;
  readonly apiUrl: string;
  /** Where the server tells its state, without TLS. */
  readonly stateUrl: string;
  readonly certificate: string;
}

/** What a caller is told to do: calls one after the other in some lanes, or so many pending ones in all. */
export type Order =
  | { readonly calls: number; readonly lanes: number }
  | { readonly pending: number };

/** What that cost. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time of this process. */
  readonly cpuMs: number;
  /** After garbage collection. */
  readonly heapBytes: number;
  readonly residentBytes: number;
  readonly tlsSockets: number;
}

const options: CallerOptions = JSON.parse(process.argv[2] ?? '');
const asker = askerOf(options.contender, options.certificate);
const askNow = asker(options.apiUrl);
const askInVain = asker(`${options.apiUrl}/pending`);
const controllers: AbortController[] = [];

async function call({ calls, lanes }: { calls: number; lanes: number }): Promise<void> {
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await askNow(new AbortController().signal);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function hold(total: number): Promise<void> {
  while (controllers.length < total) {
    for (let one = 0; one < 200 && controllers.length < total; one += 1) {
      const controller = new AbortController();
      controllers.push(controller);
      askInVain(controller.signal).catch(fail);
    }
    while ((await state()).pending < controllers.length) await pause(5);
  }
}

function fail(error: unknown): void {
  console.error(options.contender, error);
  process.exit(1);
}

function state(): Promise<ServerState> {
  return new Promise((resolve, reject) => {
    get(options.stateUrl, (response) => {
      json(response).then((value) => resolve(value as ServerState), reject);
    }).once('error', reject);
  });
}

async function measured(order: Order): Promise<Cost> {
  const start = performance.now();
  const cpuBefore = process.cpuUsage();
  await ('calls' in order ? call(order) : hold(order.pending));
  const { user, system } = process.cpuUsage(cpuBefore);
  const wallMs = performance.now() - start;
  if (!('calls' in order)) await collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  const { tlsSockets } = await state();
  return {
    wallMs,
    cpuMs: (user + system) / 1000,
    heapBytes: heapUsed + external,
    residentBytes: rss,
    tlsSockets,
  };
}

async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await pause(30);
  }
}

process.on('message', (order: Order) => {
  measured(order).then((cost) => process.send?.(cost), fail);
});
process.once('disconnect', () => process.exit());
