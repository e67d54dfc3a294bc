import { expect, test } from 'vitest';
import { json, startServer, type TestServer } from '../helpers/start-server.ts';
import { errorOf, testClient } from '../helpers/test-client.ts';

const pending = json(200, { registrationId: 'r1', status: 'pending' });

/** Fails so many times, then answers. */
function failing(
  times: number,
  status: number,
  headers: Record<string, string> = {},
): Promise<TestServer> {
  let failures = 0;
  return startServer((response, request) => {
    failures += 1;
    const answer = failures > times ? pending : json(status, { error: 'no' }, headers);
    answer(response, request);
  });
}

test.each([408, 429, 500, 502, 503, 504])('a GET is tried again after %i', async (status) => {
  const server = await failing(2, status);
  await expect(testClient(server.url).getRegistration('r1')).resolves.toMatchObject({
    status: 'pending',
  });
  expect(server.requests).toHaveLength(3);
});

test('a GET is tried three times and no more', async () => {
  const server = await failing(9, 503);
  const error = await errorOf(testClient(server.url).getRegistration('r1'));
  expect(error).toMatchObject({ code: 'service-unavailable', status: 503, delivered: 'yes' });
  expect(server.requests).toHaveLength(3);
});

test.each([400, 401, 403, 404, 422, 501])('a GET is not tried again after %i', async (status) => {
  const server = await failing(9, status);
  await errorOf(testClient(server.url).getRegistration('r1'));
  expect(server.requests).toHaveLength(1);
});

test('Retry-After in seconds is waited for', async () => {
  const server = await failing(1, 429, { 'retry-after': '1' });
  const start = performance.now();
  await testClient(server.url).getRegistration('r1');
  expect(performance.now() - start).toBeGreaterThan(950);
  expect(server.requests).toHaveLength(2);
});

test('Retry-After as a date is waited for', async () => {
  const server = await failing(1, 503, {
    'retry-after': new Date(Date.now() + 2500).toUTCString(),
  });
  const start = performance.now();
  await testClient(server.url).getRegistration('r1');
  expect(performance.now() - start).toBeGreaterThan(950);
  expect(server.requests).toHaveLength(2);
});

test.each(['3600', new Date(Date.now() + 3_600_000).toUTCString()])(
  'a Retry-After beyond the time limit (%s) gives the answer at once',
  async (retryAfter) => {
    const server = await failing(9, 429, { 'retry-after': retryAfter });
    const error = await errorOf(testClient(server.url).getRegistration('r1'));
    expect(error).toMatchObject({ code: 'rate-limited', status: 429 });
    expect(server.requests).toHaveLength(1);
  },
);
