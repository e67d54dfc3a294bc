import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free port of the loopback address. */
export const listen = async (server: Server): Promise<number> => {
  // Kept-alive connections may rest as long as a test takes.
  server.keepAliveTimeout = 300_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 8192, resolve));
  return (server.address() as AddressInfo).port;
};
