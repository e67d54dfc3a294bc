import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type SecureContextOptions } from 'node:tls';
import type { Answering, Fault } from './fault.ts';

/** A server that does what a fault says, and counts. */
export interface FaultServer {
  readonly url: string;
  /** Requests that were read whole. */
  readonly requests: () => number;
  /** Bytes that were handed to the network. */
  readonly bytesWritten: () => number;
  readonly openSockets: () => number;
  close(): Promise<void>;
}

type AnswerPart = Pick<Answering, 'response' | 'socket'>;

export async function startFaultServer(
  { connection }: Pick<Fault, 'connection'>,
  certificate: SecureContextOptions | undefined,
  answer: (part: AnswerPart) => void,
): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  let requests = 0;
  let bytesWritten = 0;
  const http = createHttpServer((request, response) => {
    const { socket } = request;
    request.resume().once('end', () => {
      requests += 1;
      // So that no socket is left that only waits for the next request.
      response.shouldKeepAlive = false;
      // Says back what it was told: none of it may come up in an error.
      response.setHeader('x-echo', [request.url, JSON.stringify(request.headers)].join(' '));
      answer({ response, socket });
    });
  });
  http.on('clientError', (_error, socket) => socket.destroy());
  const accept = (socket: Socket): void => {
    if (connection === undefined) http.emit('connection', socket);
    else connection(socket, http);
  };
  const server: Server =
    certificate === undefined ? createServer(accept) : createTlsServer(certificate, accept);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      bytesWritten += socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scheme = certificate === undefined ? 'http' : 'https';
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    bytesWritten: () => bytesWritten,
    openSockets: () => sockets.size,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
