import { gzipSync } from 'node:zlib';
import type { Phone } from '@bloksec/sandbox';
import type { INestApplication } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BlokSecModule } from '../src/index.ts';
import { platforms } from './helpers/apps.ts';
import { bankWith } from './helpers/bank.ts';
import { useBlokSec } from './helpers/use-bloksec.ts';
import {
  async,
  form,
  idOf,
  repeat,
  told,
  untilApproved,
  type Visitor,
  visitor,
} from './helpers/visitor.ts';

const transfer = { payee: 'ACME GmbH', amount: '25.00' };
const text = JSON.stringify(transfer);

const blokSec = useBlokSec();

describe.each(platforms)('on %s, which keeps the bytes of a body', (_platform, create) => {
  let account: string;
  let phone: Phone;
  let app: INestApplication;
  let ran: () => number;
  let browser: Visitor;

  beforeEach(async () => {
    ({ account, phone } = await blokSec.newAccount());
    const bank = bankWith(BlokSecModule.forRoot(blokSec.options()));
    app = await create(bank.root, false, {
      rawBody: true,
      forceCloseConnections: true,
    });
    await app.listen(0, '127.0.0.1');
    ran = bank.ran;
    browser = visitor(await app.getUrl());
    await browser.post('/session', { accountName: account });
  });
  afterEach(() => app.close());

  const twins: readonly (readonly [string, string | Uint8Array, Record<string, string>])[] = [
    ['a key twice', `{"payee":"Somebody else",${text.slice(1)}`, {}],
    ['a key twice, once in escapes', `{"pay\\u0065e":"Somebody else",${text.slice(1)}`, {}],
    ['other white space', text.replace(',', ', '), {}],
    [
      'UTF-16',
      Buffer.from(text, 'utf16le'),
      { 'content-type': 'application/json; charset=utf-16le' },
    ],
    ['gzip', gzipSync(text), { 'content-encoding': 'gzip' }],
    [
      'a form',
      new URLSearchParams(transfer).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
  ];
  test.each(twins)(
    'T20: the same content as %s is not what was approved',
    async (_how, twin, headers) => {
      const id = await idOf(await browser.post('/transfers', text, async));
      await (await phone.nextRequest()).approve();
      await untilApproved(() => browser.post('/transfers', text, async));
      const answer = await browser.post('/transfers', twin, { ...repeat(id), ...headers });
      // Fastify itself refuses what it cannot read.
      expect([400, 403, 415]).toContain(answer.status);
      expect(ran()).toBe(0);
    },
  );

  const foreign: readonly (readonly [string, Record<string, string>])[] = [
    ['of a foreign origin', { origin: 'https://evil.example' }],
    ['of an origin that hides', { origin: 'null' }],
    ['of another port', { origin: 'http://127.0.0.1:1' }],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
  ];
  test.each(foreign)('T22: a start %s rings no phone and runs nothing', async (_what, from) => {
    const before = blokSec.sandbox().requests().length;
    for (const path of ['/transfers', '/login']) {
      expect(await told(await browser.post(path, text, { ...async, ...from }))).toBe('403 csrf');
      expect(await told(await browser.post(path, text, from))).toBe('403 csrf');
      const page = await browser.post(path, 'payee=ACME&username=ada', { ...form, ...from });
      expect(page.status).toBe(403);
      expect(await page.text()).toContain('Sent from another site');
      const plain = await browser.post(path, text, { ...from, 'content-type': 'text/plain' });
      // Fastify itself refuses the media type.
      expect([403, 415]).toContain(plain.status);
    }
    expect(blokSec.sandbox().requests()).toHaveLength(before);
    expect(ran()).toBe(0);
  });

  test('T36: the phone shows the address of the connection, whatever the request says of itself', async () => {
    const said = {
      'x-forwarded-for': '203.0.113.9, 198.51.100.4',
      'x-real-ip': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
    };
    await browser.post('/transfers', transfer, { ...async, ...said });
    const { details } = await phone.nextRequest();
    expect(details).toMatch(/^From: .*, 127\.0\.0\.1$/m);
    expect(details).not.toContain('203.0.113.9');
  });
});
