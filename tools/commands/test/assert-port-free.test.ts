import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { assertPortFree } from '../start/assert-port-free.js';

it('says that a port is taken, and how to choose another', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(assertPortFree(port, '--port', '3100')).rejects.toThrow(
    `Port ${port} is taken by another program. End that one, or choose another port: npm start -- --port 3100`,
  );
  server.close();
  await once(server, 'close');
  await expect(assertPortFree(port, '--port', '3100')).resolves.toBeUndefined();
});
