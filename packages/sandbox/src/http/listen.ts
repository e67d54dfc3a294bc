import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One port on the loopback interface, both as 127.0.0.1 and, where the machine has it, as ::1. */
export interface Listening {
  readonly port: number;
  /** Ends every connection, also those that wait. */
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface only: this is a server of fake approvals, and nobody's business in the network.
 * @param port 0 for any free one.
 * @throws where the port is taken or not allowed, in a sentence for people.
 */
export async function listen(port: number, listener: RequestListener): Promise<Listening> {
  const first = await open('127.0.0.1', port, listener);
  const bound = (first.address() as AddressInfo).port;
  const servers = [first];
  try {
    servers.push(await open('::1', bound, listener));
  } catch (error) {
    // A machine without IPv6 is fine. Somebody else's ::1 is not: "localhost" would lead there.
    if (port !== 0 && code(error) === 'EADDRINUSE') {
      await close(first);
      throw explain(error, port);
    }
  }
  return {
    port: bound,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

async function open(host: string, port: number, listener: RequestListener): Promise<Server> {
  // An approval may take longer than the five minutes after which Node gives up on a request.
  const server = createServer({ requestTimeout: 0 }, listener);
  server.listen({ host, port, ...(host === '::1' && { ipv6Only: true }) });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw host === '::1' ? error : explain(error, port);
  }
  return server;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function explain(error: unknown, port: number): Error {
  switch (code(error)) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} is taken by another program. Stop that one, or choose another port.`,
      );
    case 'EACCES':
      return new Error(`This user may not listen on port ${port}. Choose one above 1023.`);
    default:
      return new Error(`The sandbox cannot listen on port ${port}.`, { cause: error });
  }
}

function code(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
