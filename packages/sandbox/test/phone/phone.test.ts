import { SignJWT, decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import type { WaitingAnswer } from '../../src/answers.ts';
import { keyId } from '../../src/phone/account-key.ts';
import { deviceToken } from '../../src/phone/device-token.ts';
import { openRequest } from '../../src/phone/open-request.ts';
import { types } from '../../src/protocol.ts';
import type { RequestClaims } from '../../src/protocol.ts';
import { atPage } from '../helpers/at-host.ts';
import { enrol, nextRequest } from '../helpers/bare-phone.ts';
import { askPhone } from '../helpers/call-api.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

test('shows what the caller sent, word for word', async () => {
  const phone = await sandbox().link('shown@example.com');
  const details = 'Amount: 25.00 EUR\nPayee: ACME\nCode: 493817';
  const answer = askPhone(sandbox(), 'shown@example.com', {
    verification_prompt: 'Confirm a transfer',
    requestSummary: 'Transfer',
    requestDetails: details,
  });
  const request = await phone.nextRequest();
  expect(request).toMatchObject({
    application: sandbox().application.name,
    accountName: 'shown@example.com',
    prompt: 'Confirm a transfer',
    summary: 'Transfer',
    details,
    code: '493817',
  });
  await request.approve();
  await answer;
});

test.each([
  ['From: here', undefined],
  ['Code: 123456\nCode: 654321', undefined],
  ['The Code: 123456', undefined],
  ['Code: 123456', '123456'],
])('reads the code of %j as %s', async (requestDetails, code) => {
  const name = `${crypto.randomUUID()}@example.com`;
  const phone = await sandbox().link(name);
  const answer = askPhone(sandbox(), name, { requestDetails });
  const request = await phone.nextRequest();
  expect(request.code).toBe(code);
  await request.deny();
  await answer;
});

test('asks for each request once, and also when two wait for the next', async () => {
  const phone = await sandbox().link('queue@example.com');
  const answers = [1, 2].map((n) =>
    askPhone(sandbox(), 'queue@example.com', { requestSummary: `${n}` }),
  );
  const requests = await Promise.all([phone.nextRequest(), phone.nextRequest()]);
  expect(requests.map(({ summary }) => summary).toSorted()).toEqual(['1', '2']);
  for (const request of requests) {
    await request.approve();
  }
  await Promise.all(answers);
  await expect(phone.nextRequest({ signal: AbortSignal.timeout(300) })).rejects.toThrow('timeout');
});

test('waits for requests of an account that is linked while it waits', async () => {
  const phone = await sandbox().link('early@example.com');
  const next = phone.nextRequest();
  await sandbox().link('later@example.com', phone);
  const answer = askPhone(sandbox(), 'later@example.com');
  const request = await next;
  expect(request.accountName).toBe('later@example.com');
  await request.approve();
  await answer;
});

test('T13: signs into a request what arrived and nothing else', async () => {
  const account = await enrol(sandbox(), 'claims@example.com');
  const answer = askPhone(sandbox(), 'claims@example.com', { requestDetails: 'From: here' });
  const request = await nextRequest(sandbox(), account);
  const claims = decodeJwt<RequestClaims>(request.jws);
  const { id, name } = sandbox().application;
  expect(claims).toEqual({
    iss: account.apiOrigin,
    aud: `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${await keyId(account.publicKey)}`,
    sub: account.accountId,
    jti: expect.stringMatching(/^[0-9a-f]{24}$/u),
    iat: expect.any(Number),
    exp: claims.iat + 120,
    nonce: expect.stringMatching(/^[\w-]{43}$/u),
    app: { id, name },
    display: [
      ['application', name],
      ['account', 'claims@example.com'],
      ['summary', 'Log in'],
      ['details', 'From: here'],
      ['time', request.askedAt.toISOString()],
    ],
  });
  void answer.catch(() => undefined);
});

test('T13: opens no request whose display was changed by one letter', async () => {
  const account = await enrol(sandbox(), 'tampered@example.com');
  void askPhone(sandbox(), 'tampered@example.com', { requestDetails: 'Amount: 25.00' }).catch(
    () => undefined,
  );
  const { jws } = await nextRequest(sandbox(), account);
  const [header, payload, signature] = jws.split('.');
  const text = Buffer.from(payload ?? '', 'base64url')
    .toString()
    .replace('25.00', '95.00');
  const changed = `${header}.${Buffer.from(text).toString('base64url')}.${signature}`;
  await expect(openRequest(jws, account)).resolves.toMatchObject({ details: 'Amount: 25.00' });
  await expect(openRequest(changed, account)).rejects.toThrow('signature verification failed');
});

test('T12: opens no request of another server, for another key or for another account', async () => {
  const account = await enrol(sandbox(), 'mine@example.com');
  const stranger = await enrol(sandbox(), 'stranger@example.com');
  void askPhone(sandbox(), 'mine@example.com').catch(() => undefined);
  const { jws } = await nextRequest(sandbox(), account);
  await expect(openRequest(jws, { ...account, serverKey: stranger.publicKey })).rejects.toThrow(
    'signature',
  );
  await expect(openRequest(jws, { ...account, publicKey: stranger.publicKey })).rejects.toThrow(
    'aud',
  );
  await expect(openRequest(jws, { ...account, accountId: 'x' })).rejects.toThrow('sub');
  await expect(openRequest(jws, { ...account, apiOrigin: 'http://x' })).rejects.toThrow('iss');
});

test('tells a phone only of its own requests, and nobody without a key of any', async () => {
  const account = await enrol(sandbox(), 'own@example.com');
  const stranger = await enrol(sandbox(), 'nosy@example.com');
  void askPhone(sandbox(), 'own@example.com').catch(() => undefined);
  const request = await nextRequest(sandbox(), account);
  const list = (bearer: string, query = '') =>
    atPage(sandbox().pages.phone, `/api/requests${query}`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
  const nosy = await list(await deviceToken(stranger));
  expect(nosy.json<WaitingAnswer>().requests).toEqual([]);
  const own = await list(await deviceToken(account), `?wait=25&known=another`);
  expect(own.json<WaitingAnswer>().requests.map(({ id }) => id)).toEqual([request.id]);

  const inStrangersName = await new SignJWT()
    .setProtectedHeader({ alg: 'ES256', typ: types.device, kid: await keyId(account.publicKey) })
    .setIssuer('urn:nobody')
    .setSubject(account.accountId)
    .setAudience(account.apiOrigin)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(account.privateKey);
  for (const bearer of ['nonsense', request.jws, inStrangersName]) {
    const refused = await list(bearer);
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toBe('Bearer');
  }
  expect((await atPage(sandbox().pages.phone, '/api/requests')).status).toBe(401);
});
