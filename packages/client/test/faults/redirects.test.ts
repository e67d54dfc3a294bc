import { expect, test } from 'vitest';
import { json, startServer } from '../helpers/start-server.ts';
import { errorOf, login, testClient } from '../helpers/test-client.ts';

const statuses = [301, 302, 303, 307, 308];

test.each(statuses)(
  'T7: a redirect (%i) of a POST is an error, and followed by nobody',
  async (status) => {
    const other = await startServer(json(200, { requestId: '1', status: 'accepted' }));
    const server = await startServer((response) =>
      response.writeHead(status, { location: `${other.url}/auth` }).end(),
    );
    const error = await errorOf(testClient(server.url).authenticate(login));
    expect(error).toMatchObject({ code: 'redirected', delivered: 'yes', status, retryable: false });
    expect(server.requests).toHaveLength(1);
    expect(other.requests).toHaveLength(0);
  },
);

test.each(statuses)(
  'T7: a redirect (%i) of a GET is not followed and not tried again',
  async (status) => {
    const other = await startServer(json(200, { registrationId: 'r1', status: 'accepted' }));
    const server = await startServer((response) =>
      response.writeHead(status, { location: `${other.url}/registration/r1` }).end(),
    );
    const error = await errorOf(testClient(server.url).getRegistration('r1'));
    expect(error).toMatchObject({ code: 'redirected', status });
    expect(server.requests).toHaveLength(1);
    expect(other.requests).toHaveLength(0);
  },
);

test('T7: a redirect that the runtime hides (status 0, opaqueredirect) is an error', async () => {
  const opaque = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
  const client = testClient('https://api.example', { fetch: () => Promise.resolve(opaque) });
  const error = await errorOf(client.authenticate(login));
  expect(error).toMatchObject({ code: 'redirected', delivered: 'yes' });
  expect(error).not.toHaveProperty('status');
});

test('T7: a yes that an own fetch got by following a redirect is refused', async () => {
  const other = await startServer(json(200, { requestId: '1', status: 'accepted' }));
  const server = await startServer((response) =>
    response.writeHead(307, { location: `${other.url}/auth` }).end(),
  );
  const client = testClient(server.url, {
    fetch: (url, init) => fetch(url, { ...init, headers: {}, redirect: 'follow' }),
  });
  const error = await errorOf(client.authenticate(login));
  expect(other.requests).toHaveLength(1);
  expect(error).toMatchObject({ code: 'redirected', delivered: 'yes' });
});
