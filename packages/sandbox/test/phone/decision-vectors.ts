import { SignJWT } from 'jose';
import type { JWTHeaderParameters } from 'jose';
import { keyId, keyUrn, makeAccountKey } from '../../src/phone/account-key.ts';
import { hash } from '../../src/phone/hash.ts';
import type { LinkedAccount } from '../../src/phone/linked-account.ts';
import type { OpenedRequest } from '../../src/phone/open-request.ts';
import { types } from '../../src/protocol.ts';

/** Whose decision it is and on what; `other` is another account, linked as well. */
export interface Situation {
  readonly account: LinkedAccount;
  readonly other: LinkedAccount;
  readonly request: OpenedRequest;
}

interface Vector {
  readonly name: string;
  readonly status: 400 | 403;
  readonly make: (situation: Situation) => Promise<string>;
}

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

/** What an honest phone would sign. */
export async function goodClaims({
  account,
  request,
}: Situation): Promise<Record<string, unknown>> {
  return {
    iss: await keyUrn(account.publicKey),
    sub: account.accountId,
    aud: account.apiOrigin,
    jti: crypto.randomUUID(),
    iat: inSeconds(0),
    exp: inSeconds(60),
    nonce: request.nonce,
    txn: request.id,
    req_hash: await hash(request.jws),
    decision: 'approve',
  };
}

/** A decision like an honest one, with these claims and header members changed; `undefined` leaves one out. */
export async function signed(
  situation: Situation,
  claims: Record<string, unknown> = {},
  header: { [Name in keyof JWTHeaderParameters]?: JWTHeaderParameters[Name] | undefined } = {},
  key: LinkedAccount['privateKey'] = situation.account.privateKey,
): Promise<string> {
  const kid = await keyId(situation.account.publicKey);
  return new SignJWT({ ...(await goodClaims(situation)), ...claims })
    .setProtectedHeader({
      alg: 'ES256',
      typ: types.decision,
      kid,
      ...header,
    } as JWTHeaderParameters)
    .sign(key);
}

/** Signed by hand, with the account's key: for headers that no library would sign. */
async function signedByHand(
  situation: Situation,
  header: Record<string, unknown>,
  payload?: string,
): Promise<string> {
  const { privateKey, publicKey } = situation.account;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const whole = { alg: 'ES256', typ: types.decision, kid: await keyId(publicKey), ...header };
  const input = `${part(whole)}.${payload ?? part(await goodClaims(situation))}`;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

const withClaims =
  (claims: Record<string, unknown>) =>
  (situation: Situation): Promise<string> =>
    signed(situation, claims);

/** What must never count as an answer of the user. */
export const vectors: readonly Vector[] = [
  {
    name: 'another key under the same key id',
    status: 403,
    make: async (situation) => signed(situation, {}, {}, (await makeAccountKey()).privateKey),
  },
  {
    name: 'a key id that nobody knows',
    status: 403,
    make: (situation) => signed(situation, {}, { kid: 'nobody' }),
  },
  {
    name: 'the key of another account',
    status: 403,
    make: async (situation) => {
      const { other } = situation;
      const claims = { iss: await keyUrn(other.publicKey), sub: other.accountId };
      return signed(situation, claims, { kid: await keyId(other.publicKey) }, other.privateKey);
    },
  },
  {
    name: 'the key of another account in the name of this one',
    status: 403,
    make: async (situation) => {
      const { other } = situation;
      return signed(situation, {}, { kid: await keyId(other.publicKey) }, other.privateKey);
    },
  },
  {
    name: 'no algorithm',
    status: 403,
    make: async (situation) => {
      const [header, payload] = (await signedByHand(situation, { alg: 'none' })).split('.');
      return `${header}.${payload}.`;
    },
  },
  {
    name: 'HS256 with the public key as the secret',
    status: 403,
    make: async (situation) => {
      const { publicKey } = situation.account;
      return new SignJWT(await goodClaims(situation))
        .setProtectedHeader({ alg: 'HS256', typ: types.decision, kid: await keyId(publicKey) })
        .sign(new TextEncoder().encode(JSON.stringify(publicKey)));
    },
  },
  {
    name: 'the request itself',
    status: 403,
    make: async ({ request }) => request.jws,
  },
  {
    name: 'the type of a device token',
    status: 403,
    make: (situation) => signed(situation, {}, { typ: types.device }),
  },
  { name: 'no type', status: 400, make: (situation) => signed(situation, {}, { typ: undefined }) },
  { name: 'another audience', status: 403, make: withClaims({ aud: 'http://evil.test' }) },
  { name: 'another issuer', status: 403, make: withClaims({ iss: 'urn:nobody' }) },
  { name: 'another subject', status: 403, make: withClaims({ sub: '0123456789abcdef01234567' }) },
  { name: 'the hash of another request', status: 403, make: withClaims({ req_hash: 'x' }) },
  { name: 'another nonce', status: 403, make: withClaims({ nonce: 'x' }) },
  { name: 'another transaction', status: 403, make: withClaims({ txn: 'x' }) },
  { name: 'a hash that is no text', status: 403, make: withClaims({ req_hash: { x: 1 } }) },
  { name: 'an answer that is none', status: 403, make: withClaims({ decision: 'maybe' }) },
  { name: 'no answer', status: 403, make: withClaims({ decision: undefined }) },
  { name: 'no jti', status: 403, make: withClaims({ jti: undefined }) },
  { name: 'a jti that is no text', status: 403, make: withClaims({ jti: 7 }) },
  {
    name: 'a time long past',
    status: 403,
    make: withClaims({ iat: inSeconds(-90), exp: inSeconds(-30) }),
  },
  {
    name: 'an age of ten minutes and a long life',
    status: 403,
    make: withClaims({ iat: inSeconds(-600), exp: inSeconds(600) }),
  },
  { name: 'a time to come', status: 403, make: withClaims({ iat: inSeconds(30) }) },
  { name: 'no expiry', status: 403, make: withClaims({ exp: undefined }) },
  { name: 'no issue time', status: 403, make: withClaims({ iat: undefined }) },
  {
    name: 'an unencoded payload',
    status: 400,
    make: (situation) => signedByHand(situation, { b64: false, crit: ['b64'] }),
  },
  {
    name: 'b64 that nobody has to understand',
    status: 400,
    make: (situation) => signedByHand(situation, { b64: false }),
  },
  {
    name: 'a critical extension',
    status: 400,
    make: (situation) => signedByHand(situation, { crit: ['x'], x: 1 }),
  },
  {
    name: 'a payload that is no JSON',
    status: 400,
    make: (situation) => signedByHand(situation, {}, 'AAAA'),
  },
  {
    name: 'a key of its own in the header',
    status: 400,
    make: async (situation) => {
      const { privateKey, publicKey } = await makeAccountKey();
      return signed(situation, {}, { jwk: publicKey }, privateKey);
    },
  },
  {
    name: 'the address of a key in the header',
    status: 400,
    make: (situation) => signed(situation, {}, { jku: 'http://evil.test/keys' }),
  },
  { name: 'a text that is no JWS', status: 400, make: async () => 'approve' },
  { name: 'an empty text', status: 400, make: async () => '' },
];
