import { expect, test } from 'vitest';
import { json, startServer } from '../helpers/start-server.ts';
import { applicationSecret, errorOf, testClient } from '../helpers/test-client.ts';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

const image = (contentType: string, body: Buffer) =>
  startServer((response) => {
    response.writeHead(200, { 'content-type': contentType }).end(body);
  });

const oddNames = [
  ['user@example.com', 'user%40example.com'],
  ['DOMAIN\\user', 'DOMAIN%5Cuser'],
  ['a/../b', 'a%2F..%2Fb'],
  ['a?b=c#d', 'a%3Fb%3Dc%23d'],
  ['%2e%2e', '%252e%252e'],
  ['Jörg "J"', 'J%C3%B6rg%20%22J%22'],
] as const;

test.each(oddNames)(
  'T47: the account name %j is one segment of the path',
  async (name, segment) => {
    const server = await startServer(json(200, { accountName: name }));
    await expect(testClient(server.url).findAccount(name)).resolves.toEqual({ accountName: name });
    expect(server.requests[0]).toMatchObject({
      method: 'PATCH',
      path: `/account/harbour-bank/${segment}`,
      body: '{}',
    });
    expect(server.requests[0]?.headers).toHaveProperty('x-application-secret', applicationSecret);
  },
);

test('an account that is not there is undefined', async () => {
  const server = await startServer(json(404, { error: 'no such account' }));
  await expect(testClient(server.url).findAccount('nobody')).resolves.toBeUndefined();
});

test('a 404 in HTML is no word about the account: there is no such route', async () => {
  const server = await startServer((response) => {
    response
      .writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
      .end('<pre>Cannot PATCH');
  });
  const error = await errorOf(testClient(server.url).findAccount('nobody'));
  expect(error).toMatchObject({ code: 'bad-request', status: 404 });
  expect(error.message).toContain('apiUrl');
});

test('an account is named as it was asked for where the answer does not name it', async () => {
  const server = await startServer(json(200, { _id: 'x' }));
  await expect(testClient(server.url).findAccount('ada')).resolves.toEqual({ accountName: 'ada' });
});

test('a QR code is the bytes of the image, asked for without any secret', async () => {
  const server = await image('image/png', png);
  const code = await testClient(server.url).accountQrCode('a&b=c d');
  expect(Buffer.from(code)).toEqual(png);
  const { method, path = '', headers } = server.requests[0] ?? {};
  expect(method).toBe('GET');
  const url = new URL(path, server.url);
  expect(url.pathname).toBe('/account/qr');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    appId: 'harbour-bank',
    accountName: 'a&b=c d',
    address: new URL(server.url).host,
  });
  expect(JSON.stringify(headers)).not.toContain(applicationSecret);
  expect(headers).not.toHaveProperty('x-application-id');
});

test('a QR code comes from the origin of the issuer where there is one of its own', async () => {
  const [api, issuer] = await Promise.all([image('image/png', png), image('image/png', png)]);
  const client = testClient(api.url, { issuerUrl: `${issuer.url}/oidc` });
  await client.accountQrCode('ada');
  expect(api.requests).toHaveLength(0);
  expect(issuer.requests[0]?.path).toMatch(/^\/account\/qr\?/);
});

test('the address of the issuer always names its port', async () => {
  const asked: string[] = [];
  const client = testClient('https://api.example', {
    issuerUrl: 'https://issuer.example/oidc',
    fetch: (url) => {
      asked.push(url);
      return Promise.resolve(new Response(png, { headers: { 'content-type': 'image/png' } }));
    },
  });
  await client.accountQrCode('ada');
  expect(asked).toEqual([
    'https://issuer.example/account/qr?appId=harbour-bank&accountName=ada&address=issuer.example%3A443',
  ]);
});

test.each([
  ['of the type image/svg+xml', 'image/svg+xml', png],
  ['of no type', '', png],
  ['that calls itself a PNG, and is HTML', 'image/png', Buffer.from('<!doctype html>')],
])('an image %s is refused', async (_name, contentType, body) => {
  const server = await image(contentType, body);
  const error = await errorOf(testClient(server.url).accountQrCode('ada'));
  expect(error).toMatchObject({ code: 'invalid-response', delivered: 'yes' });
});

test.each(['', ' ada', 'a\nb', '.', '..', 'x'.repeat(257)])(
  'nothing is sent for the account name %j',
  async (name) => {
    const server = await startServer(json(200, {}));
    const client = testClient(server.url);
    for (const call of [client.findAccount(name), client.accountQrCode(name)]) {
      expect(await errorOf(call)).toMatchObject({ code: 'bad-request', delivered: 'no' });
    }
    expect(server.requests).toHaveLength(0);
  },
);
