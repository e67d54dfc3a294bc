import { once } from 'node:events';
import { createSecureServer, type Http2ServerResponse } from 'node:http2';
import type { ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';

/** An answer by HTTP/2 or HTTP/1.1. */
export type AnyResponse = Http2ServerResponse | ServerResponse;

export interface H2Server {
  readonly url: string;
  /** In PEM form, to be trusted. */
  readonly certificate: string;
  readonly sockets: ReadonlySet<Socket>;
  /** Answers that have not been given yet. */
  readonly pending: AnyResponse[];
  /** Resolves as soon as that many requests have arrived. */
  arrived(count: number): Promise<void>;
}

/** A TLS server that never answers by itself: with HTTP/2, or without. Ends with the test. */
export async function startH2Server({ http2 }: { http2: boolean }): Promise<H2Server> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const sockets = new Set<Socket>();
  const pending: AnyResponse[] = [];
  const waiting: (() => void)[] = [];
  const take = (_request: unknown, response: AnyResponse): void => {
    pending.push(response);
    for (const look of waiting) look();
  };
  // Node's server allows any number of streams; a hundred is what RFC 9113 asks for at least.
  const options = { key, cert, settings: { maxConcurrentStreams: 100 } };
  const server = http2 ? createSecureServer(options, take) : createHttpsServer(options, take);
  server.on('secureConnection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate: cert,
    sockets,
    pending,
    arrived: (count) =>
      new Promise((resolve) => {
        const look = (): void => void (pending.length >= count && resolve());
        waiting.push(look);
        look();
      }),
  };
}
