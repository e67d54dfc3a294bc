// A stand-in for BlokSec in a process of its own: /auth answers at once, /pending/auth never does.
import { createServer, type RequestListener } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Server, Socket } from 'node:net';
import { generate } from 'selfsigned';

/** What the program tells whoever started it. */
export interface ServerStarted {
  readonly plainUrl: string;
  readonly tlsUrl: string;
  /** In PEM form. */
  readonly certificate: string;
}

/** What `GET /state` answers. */
export interface ServerState {
  readonly pending: number;
  readonly tlsSockets: number;
}

const accepted = JSON.stringify({ requestId: '622b95833bab53f6bba946d0', status: 'accepted' });
const pending = new Set<object>();
const tlsSockets = new Set<Socket>();

const answer: RequestListener = (request, response) => {
  request.resume();
  request.once('end', () => {
    if (request.url === '/pending/auth') {
      pending.add(response);
      response.once('close', () => pending.delete(response));
      return;
    }
    const state: ServerState = { pending: pending.size, tlsSockets: tlsSockets.size };
    response.setHeader('content-type', 'application/json');
    response.end(request.url === '/state' ? JSON.stringify(state) : accepted);
  });
};

async function listen(server: Server): Promise<number> {
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
  keyType: 'ec',
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
});
const plain = createServer({ keepAliveTimeout: 60_000 }, answer);
const tls = createSecureServer(
  { key, cert, allowHTTP1: true, settings: { maxConcurrentStreams: 100 } },
  // Node's HTTP/2 has the same interface for requests and answers.
  answer as unknown as Parameters<typeof createSecureServer>[1],
);
tls.on('secureConnection', (socket: Socket) => {
  tlsSockets.add(socket);
  socket.once('close', () => tlsSockets.delete(socket));
});
for (const server of [plain, tls]) server.on('clientError', (_error, socket) => socket.destroy());
tls.on('sessionError', () => undefined);

const started: ServerStarted = {
  plainUrl: `http://127.0.0.1:${await listen(plain)}`,
  tlsUrl: `https://127.0.0.1:${await listen(tls)}`,
  certificate: cert,
};
process.send?.(started);
process.once('disconnect', () => process.exit());
