import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { async, problemOf } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest } from './helpers/gate-under-test.ts';

const body = { hello: 'world' };
const rawBody = Buffer.from('{"hello": "world"}\n');
const sha512 = createHash('sha512').update(rawBody).digest('base64');
/** The digest that RFC 9530 gives for this body. */
const sha256 = 'RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=';

const start = async (digest: string, change: { rawBody?: Uint8Array } = { rawBody }) => {
  const { phone, browser } = gateUnderTest();
  const outcome = await browser().transfer(
    body,
    { ...async, 'content-digest': digest },
    { change },
  );
  await settled();
  return [problemOf(outcome), phone.rings.length];
};

test.each([
  `sha-256=:${sha256}:`,
  `sha-512=:${sha512}:`,
  `sha-256=:${sha256}:, sha-512=:${sha512}:`,
])('T5: a Content-Digest that tells the truth is fine: %s', async (digest) => {
  expect(await start(digest)).toEqual(['approval-required', 1]);
});

test.each([
  `sha-256=:${Buffer.alloc(32).toString('base64')}:`,
  `sha-256=:${sha256}:, sha-512=:${Buffer.alloc(64).toString('base64')}:`,
  'sha-256=:AAAA:',
  `sha-256="${sha256}"`,
  'sha-256',
  '!',
])(
  'T5: one that does not, or that can not be read, is refused before any push: %s',
  async (digest) => {
    expect(await start(digest)).toEqual(['digest-mismatch', 0]);
  },
);

test('one by an algorithm that nobody should use is passed over, and so is any where the bytes are gone', async () => {
  expect(await start('md5=:AAAA:')).toEqual(['approval-required', 1]);
  expect(await start('sha-256=:AAAA:', {})).toEqual(['approval-required', 1]);
});
