import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Canaries } from './canaries.ts';

/** How it answers the next request. Whatever it is, it repeats what it was sent. */
export type Echo = (response: ServerResponse, heard: string) => void;

export interface EchoingBlokSec {
  readonly url: string;
  next(echo: Echo): void;
  /** Resolves when so many requests, counted from the start, were answered. */
  answered(count: number): Promise<void>;
  close(): void;
}

const echo =
  (status: number, type = 'application/json'): Echo =>
  (response, heard) => {
    const location = `http://127.0.0.1:1/${encodeURIComponent(heard.slice(0, 2000))}`;
    response.writeHead(status, { 'content-type': type, location });
    response.end(type === 'text/html' ? `<h1>${heard}</h1>` : JSON.stringify({ error: heard }));
  };

/** Every kind of answer that is no approval. */
export const echoes: readonly Echo[] = [
  ...[302, 400, 401, 403, 404, 408, 409, 429, 500, 503].map((status) => echo(status)),
  echo(200),
  echo(200, 'text/html'),
  echo(500, 'text/html'),
  (response, heard) => response.end(`{"status":"${heard}`),
  (response) => response.destroy(),
];

/** A BlokSec that fails, and is careless with what it was told. */
export const startEchoingBlokSec = async (canaries: Canaries): Promise<EchoingBlokSec> => {
  let next: Echo = echo(500);
  let count = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    canaries.add(/Code: (\d{6,8})/.exec(body)?.[1]);
    next(response, `${canaries.text()} ${request.rawHeaders.join(' ')} ${body}`);
    count += 1;
    server.emit('answered');
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (other) => void (next = other),
    answered: async (wanted) => {
      while (count < wanted) await once(server, 'answered');
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
