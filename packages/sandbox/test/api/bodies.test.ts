import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { callApi } from '../helpers/call-api.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

const registration = (name: string) =>
  JSON.stringify({ user: { email: 'user@example.com' }, account: { name } });

/** Sends the parts as they are, without a Content-Length: in chunks, or nothing at all. */
const send = async (
  parts: readonly string[],
  headers: Record<string, string>,
  method = 'POST',
): Promise<{ status: number | undefined; body: string }> => {
  const call = request(`${sandbox().url}/registration`, { method, headers });
  for (const part of parts) call.write(part);
  call.end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
};

const credentials = (): Record<string, string> => ({
  'x-application-id': sandbox().env.BLOKSEC_APPLICATION_ID,
  'x-application-secret': sandbox().env.BLOKSEC_APPLICATION_SECRET,
  'content-type': 'application/json',
});

test('a call with neither headers nor body is told which headers are missing', async () => {
  const { status, body } = await send([], {});
  expect(status).toBe(401);
  expect(body).toContain('x-application-id and x-application-secret are missing');
});

test('a call with headers and no body is told that it is empty', async () => {
  const { status, body } = await send([], credentials());
  expect(status).toBe(400);
  expect(body).toContain('The body is empty');
});

test('a body in chunks is read like any other', async () => {
  const body = registration('in-chunks@example.com');
  const parts = [body.slice(0, 10), body.slice(10)];
  expect((await send(parts, { ...credentials(), 'transfer-encoding': 'chunked' })).status).toBe(
    201,
  );
});

test('a body that is too long is refused, with and without its length', async () => {
  const long = registration('x'.repeat(70_000));
  const response = await callApi(sandbox(), '/registration', { body: JSON.parse(long) as unknown });
  expect(response.status).toBe(413);
  const chunked = await send([long], { ...credentials(), 'transfer-encoding': 'chunked' });
  expect(chunked.status).toBe(413);
});

test('a body that a GET does not have is no matter', async () => {
  const { status } = await send(
    ['{}'],
    { ...credentials(), 'transfer-encoding': 'chunked' },
    'GET',
  );
  expect(status).toBe(405);
});
