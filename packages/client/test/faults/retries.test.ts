import { expect, test } from 'vitest';
import { json, startServer, type TestServer } from '../helpers/start-server.ts';
import { errorOf, login, testClient } from '../helpers/test-client.ts';

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

test.each([
  ['seconds', () => '30', 30_000],
  ['a date', () => new Date(Date.now() + 30_000).toUTCString(), 30_000],
])('a refused POST says how long to wait, given as %s', async (_name, retryAfter, ms) => {
  const server = await failing(9, 429, { 'retry-after': retryAfter() });
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error.retryAfterMs).toBeGreaterThan(ms - 5000);
  expect(error.retryAfterMs).toBeLessThanOrEqual(ms);
  expect(server.requests).toHaveLength(1);
});

test.each(['soon', '-1', '1.5', ''])(
  'a Retry-After that is none (%j) tells nothing',
  async (retryAfter) => {
    const server = await failing(9, 503, { 'retry-after': retryAfter });
    const error = await errorOf(testClient(server.url).authenticate(login));
    expect(error).toMatchObject({ code: 'service-unavailable', status: 503 });
    expect(error).not.toHaveProperty('retryAfterMs');
  },
);

test('a Retry-After in the past means now', async () => {
  const server = await failing(9, 503, { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' });
  const error = await errorOf(testClient(server.url).authenticate(login));
  expect(error.retryAfterMs).toBe(0);
});

test('only Retry-After is obeyed: another header does not make a look wait for an hour', async () => {
  const server = await failing(1, 429, { 'ratelimit-reset': '3600' });
  await expect(testClient(server.url).getRegistration('r1')).resolves.toMatchObject({
    status: 'pending',
  });
});
