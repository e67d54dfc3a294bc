// A proxy before the instances: each request goes to the next one. It retries nothing, and ends what its client has left.
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listen } from './listen.ts';
import { givenOptions, serve } from './serve.ts';

export interface FrontOptions {
  readonly ports: readonly number[];
}

let { ports } = givenOptions<FrontOptions>();
let turn = 0;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
  const port = ports[turn % ports.length];
  turn += 1;
  const { method, url: path, headers } = incoming;
  const upstream = request({ agent, host: '127.0.0.1', port, method, path, headers });
  upstream.once('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'x-instance': String(port) });
    answer.once('error', () => outgoing.destroy());
    answer.pipe(outgoing);
  });
  upstream.once('error', () => {
    if (outgoing.headersSent) return outgoing.destroy();
    outgoing.writeHead(502, { 'x-instance': String(port) });
    outgoing.end();
  });
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) upstream.destroy();
  });
  incoming.pipe(upstream);
};

export type FrontFunctions = {
  /** From now on, requests go to these instances. */
  readonly setPorts: (ports: readonly number[]) => void;
};

serve(await listen(createServer(forward)), {
  setPorts: (newPorts) => {
    ports = newPorts;
  },
} satisfies FrontFunctions);
