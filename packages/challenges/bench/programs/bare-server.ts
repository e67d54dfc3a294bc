// What the gate is compared with: node:http, and nothing that it does not need.
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import ky from 'ky';
import { createClient } from 'redis';
import { listen } from '../../test/instances/programs/listen.ts';
import { readText } from '../../test/instances/programs/read-text.ts';
import { givenOptions, serve } from '../../test/instances/programs/serve.ts';
import { type Memory, memory, processorTime } from '../../test/instances/programs/usage.ts';
import { microseconds } from './time.ts';

export interface BareOptions {
  /** Where `/ask` calls. */
  readonly apiUrl?: string;
  /** Wakes through a subscription here, instead of an EventEmitter. */
  readonly redisUrl?: string;
}

const { apiUrl = '', redisUrl } = givenOptions<BareOptions>();
const emitter = new EventEmitter().setMaxListeners(0);
const CHANNEL = 'bare';
const publisher = redisUrl === undefined ? undefined : createClient({ url: redisUrl });
const subscriber = publisher?.duplicate();
await publisher?.connect();
await subscriber?.connect();
await subscriber?.subscribe(CHANNEL, (id) => void emitter.emit(id));

const fixed = JSON.stringify({
  type: 'https://bloksec.github.io/bloksec-js/problems/approval-required',
  title: 'Approval required',
  status: 401,
  detail: 'Approve this request on your phone, then send it again with its challenge.',
  challenge: { id: 'x'.repeat(27), purpose: 'login', status: 'pending', expires_in: 60 },
});

const refuse = (response: ServerResponse): void => {
  response.writeHead(401, { 'content-type': 'application/problem+json' }).end(fixed);
};

const ask = (accountName: string): Promise<unknown> =>
  ky
    .post(`${apiUrl}/auth`, {
      json: { accountName, requestSummary: 'Log in', requestDetails: 'Log in', nonce: 'bare' },
      headers: { 'x-application-id': 'bare', 'x-application-secret': 'bare' },
      timeout: false,
      retry: 0,
    })
    .json()
    .catch(() => undefined);

let parked = 0;
const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [, path = '', name = ''] = (request.url ?? '').split('/');
  await readText(request);
  if (path === 'park') {
    parked += 1;
    return void emitter.once(name, () => refuse(response));
  }
  refuse(response);
  if (path === 'ask') await ask(name);
};

export type BareFunctions = {
  readonly memory: () => Promise<Memory>;
  readonly processorTime: () => number;
  /** How many requests were parked so far. */
  readonly parked: () => number;
  /** Begins calls that BlokSec does not answer. */
  readonly ask: (accountNames: readonly string[]) => void;
  /** Wakes the request `/park/<name>`; says when, in microseconds. */
  readonly wake: (name: string) => Promise<number>;
};

serve(await listen(createServer((request, response) => void handle(request, response))), {
  memory,
  processorTime,
  parked: () => parked,
  ask: (accountNames) => {
    for (const name of accountNames) void ask(name);
  },
  wake: async (name) => {
    const now = microseconds();
    if (publisher === undefined) emitter.emit(name);
    else await publisher.publish(CHANNEL, name);
    return now;
  },
} satisfies BareFunctions);
