// Answers as fast as Node can, and counts: what is measured against it is the caller.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

let invitations = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    invitations += 1;
    response
      .writeHead(201, { 'content-type': 'application/json' })
      .end(`{"registrationId":"r${invitations}"}`);
  });
}).listen(0, '127.0.0.1', () => {
  process.send?.({
    BLOKSEC_APPLICATION_ID: 'bench',
    BLOKSEC_APPLICATION_SECRET: 'bench-secret',
    BLOKSEC_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});
process.on('message', () => process.send?.(invitations));
process.on('disconnect', () => process.exit());
