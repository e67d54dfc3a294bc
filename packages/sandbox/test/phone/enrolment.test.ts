import { SignJWT, generateKeyPair, exportJWK } from 'jose';
import type { JWK } from 'jose';
import { expect, test } from 'vitest';
import type { InvitationAnswer, OverviewAnswer } from '../../src/answers.ts';
import { makeAccountKey } from '../../src/phone/account-key.ts';
import type { AccountKey } from '../../src/phone/account-key.ts';
import { hash } from '../../src/phone/hash.ts';
import { proveEnrolment } from '../../src/phone/prove-enrolment.ts';
import { types } from '../../src/protocol.ts';
import { atPage } from '../helpers/at-host.ts';
import type { HostAnswer } from '../helpers/at-host.ts';
import { askPhone, callApi, invite } from '../helpers/call-api.ts';
import { openConsole } from '../helpers/console.ts';
import { mailsTo, tokenFor } from '../helpers/mails.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();

interface Invited extends InvitationAnswer {
  readonly token: string;
}

async function invited(name: string): Promise<Invited> {
  await invite(sandbox(), name);
  const token = await tokenFor(sandbox().pages.inbox, name);
  const answer = await atPage(sandbox().pages.phone, `/api/registrations/${token}`);
  return { ...answer.json<InvitationAnswer>(), token };
}

function accept(token: string, proof: string): Promise<HostAnswer> {
  return atPage(sandbox().pages.phone, `/api/registrations/${token}/accept`, { body: { proof } });
}

test('shows who invites whom, and gives the phone what it pins', async () => {
  const { token, ...invitation } = await invited('ada@example.com');
  expect(invitation).toEqual({
    application: { name: sandbox().application.name },
    accountName: 'ada@example.com',
    email: 'ada@example.com',
    status: 'pending',
    expiresAt: expect.any(String),
    nonce: expect.stringMatching(/^[\w-]{43}$/u),
    serverKey: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
    apiOrigin: sandbox().url.replace('127.0.0.1', 'localhost'),
  });
  expect(token).toMatch(/^[\w-]{43}$/u);
});

test('T27: links once: a used link is gone, for looking too', async () => {
  const { token, ...invitation } = await invited('once@example.com');
  const first = await accept(
    token,
    await proveEnrolment(await makeAccountKey(), { ...invitation, token }),
  );
  expect(first.status).toBe(201);
  expect(first.json()).toEqual({
    accountId: expect.stringMatching(/^[0-9a-f]{24}$/u),
    accountName: 'once@example.com',
    application: { id: sandbox().application.id, name: sandbox().application.name },
    serverKey: invitation.serverKey,
    apiOrigin: invitation.apiOrigin,
  });
  const second = await accept(
    token,
    await proveEnrolment(await makeAccountKey(), { ...invitation, token }),
  );
  expect(second.status).toBe(410);
  expect((await atPage(sandbox().pages.phone, `/api/registrations/${token}`)).status).toBe(410);
});

test('T27: links one phone when twenty accept at once', async () => {
  const { token, ...invitation } = await invited('race@example.com');
  const keys = await Promise.all(Array.from({ length: 20 }, makeAccountKey));
  const answers = await Promise.all(
    keys.map(async (key) => accept(token, await proveEnrolment(key, { ...invitation, token }))),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.every(({ status }) => [201, 403, 410].includes(status))).toBe(true);
});

test('answers 404 to a link that never was', async () => {
  const answer = await atPage(sandbox().pages.phone, `/api/registrations/${'x'.repeat(43)}`);
  expect(answer.status).toBe(404);
  expect(answer.headers['content-type']).toBe('application/problem+json');
});

test('T27: tells the user of a new phone', async () => {
  await sandbox().link('told@example.com');
  const mails = await mailsTo(sandbox().pages.inbox, 'told@example.com');
  expect(mails.map(({ subject }) => subject)).toEqual([
    `${sandbox().application.name} invites you to use BlokSec`,
    'A phone approves for told@example.com now',
  ]);
});

test('T27: lets no mail bring in a second phone, until the first was unlinked', async () => {
  const first = await sandbox().link('twice@example.com');
  await expect(sandbox().link('twice@example.com')).rejects.toThrow('403');

  const pending = askPhone(sandbox(), 'twice@example.com');
  const request = await first.nextRequest();
  const consolePage = await openConsole(sandbox().pages.console);
  const overview = (await consolePage.get('/api/overview')).json<OverviewAnswer>();
  const account = overview.accounts.find(({ name }) => name === 'twice@example.com');
  expect((await consolePage.post(`/api/accounts/${account?.id}/unlink`, {})).status).toBe(204);

  expect(await (await pending).json()).toMatchObject({ status: 'expired' });
  await expect(request.approve()).rejects.toThrow('403');
  expect((await askPhone(sandbox(), 'twice@example.com')).status).toBe(404);

  const second = await sandbox().link('twice@example.com');
  const answer = askPhone(sandbox(), 'twice@example.com');
  await (await second.nextRequest()).approve();
  expect(await (await answer).json()).toMatchObject({ status: 'accepted' });
  await expect(first.nextRequest()).rejects.toThrow('401');
});

test('never takes the same key for two accounts', async () => {
  const key = await makeAccountKey();
  const one = await invited('key-one@example.com');
  const two = await invited('key-two@example.com');
  expect((await accept(one.token, await proveEnrolment(key, one))).status).toBe(201);
  expect((await accept(two.token, await proveEnrolment(key, two))).status).toBe(403);
});

test.each<
  [name: string, status: number, make: (invitation: Invited, key: AccountKey) => Promise<string>]
>([
  [
    'the nonce of another invitation',
    403,
    (invitation, key) => proveEnrolment(key, { ...invitation, nonce: 'x' }),
  ],
  [
    'the token of another invitation',
    403,
    (invitation, key) => proveEnrolment(key, { ...invitation, token: 'x' }),
  ],
  [
    'another API',
    403,
    (invitation, key) => proveEnrolment(key, { ...invitation, apiOrigin: 'http://evil.test' }),
  ],
  [
    'a key that it does not hold',
    403,
    async (invitation, key) =>
      proveEnrolment({ ...key, publicKey: (await makeAccountKey()).publicKey }, invitation),
  ],
  ['another type', 403, (invitation, key) => sign(invitation, key, { typ: types.device })],
  ['a key id instead of a key', 400, (invitation, key) => sign(invitation, key, { kid: 'x' })],
  ['its private key', 400, signWithPrivateKeyInHeader],
  ['yesterday', 403, (invitation, key) => sign(invitation, key, {}, Date.now() / 1000 - 86_400)],
  ['nothing at all', 400, async () => 'nonsense'],
])('refuses a proof that is about %s, and the invitation stays open', async (_, status, make) => {
  const name = `${crypto.randomUUID()}@example.com`;
  const invitation = await invited(name);
  const key = await makeAccountKey();
  expect((await accept(invitation.token, await make(invitation, key))).status).toBe(status);
  expect((await accept(invitation.token, await proveEnrolment(key, invitation))).status).toBe(201);
});

async function sign(
  { token, nonce, apiOrigin }: Invited,
  key: Pick<AccountKey, 'privateKey'> & { readonly publicKey: JWK },
  header: Record<string, unknown>,
  at: number = Date.now() / 1000,
): Promise<string> {
  return new SignJWT({ token_hash: await hash(token), nonce })
    .setProtectedHeader({ alg: 'ES256', typ: types.enrolment, jwk: key.publicKey, ...header })
    .setAudience(apiOrigin)
    .setIssuedAt(Math.floor(at))
    .setExpirationTime(Math.floor(at) + 60)
    .sign(key.privateKey);
}

async function signWithPrivateKeyInHeader(invitation: Invited): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return sign(invitation, { privateKey, publicKey: await exportJWK(privateKey) }, {});
}

test('keeps nothing of a registration that was only looked at', async () => {
  await invited('looker@example.com');
  expect((await askPhone(sandbox(), 'looker@example.com')).status).toBe(404);
  expect((await callApi(sandbox(), '/nowhere')).status).toBe(404);
});
