import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Throws EADDRINUSE where the port is taken. Asked before the database is opened: a second bank started by mistake
 * must not get as far as the files of the first.
 */
export const assertPortFree = async (port: number, host: string): Promise<void> => {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
};
