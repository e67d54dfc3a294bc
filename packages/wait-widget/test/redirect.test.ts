import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { waitForApproval } from '../src/index.ts';
import { ProtocolServer } from './helpers/protocol-server.ts';

let server: ProtocolServer;
beforeAll(async () => {
  server = await new ProtocolServer().listen();
  server.pages.set('/guarded', {
    type: 'application/problem+json',
    body: '{"type":"https://bloksec.github.io/bloksec-js/problems/approval-consumed"}',
  });
});
afterAll(() => server.close());
beforeEach(() => server.reset());
afterEach(() => server.check());

it('takes what a redirect leads to for the answer, even where the gate guards that, too', async () => {
  server.handler = (_hit, response) => response.writeHead(303, { location: '/guarded' }).end();
  const wait = waitForApproval(`${server.url}/login`, { method: 'POST', body: 'a=1' });
  await server.untilHits(2);
  server.accept();
  const response = await wait.response;
  expect(response).toMatchObject({ redirected: true, url: `${server.url}/guarded` });
  expect(await response.text()).toContain('approval-consumed');
  expect(server.handled).toBe(1);
});
