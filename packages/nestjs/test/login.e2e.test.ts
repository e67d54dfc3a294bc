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

const blokSec = useBlokSec();

describe.each(platforms)('BlokSecLogin on %s', (_platform, create) => {
  let account: string;
  let phone: Phone;
  let app: INestApplication;
  let browser: Visitor;
  let ran: () => number;

  beforeEach(async () => {
    ({ account, phone } = await blokSec.newAccount());
    const bank = bankWith(BlokSecModule.forRoot({ gate: blokSec.gate(), usernameField: 'email' }));
    app = await create(bank.root);
    await app.listen(0, '127.0.0.1');
    browser = visitor(await app.getUrl());
    ran = bank.ran;
  });
  afterEach(() => app.close());

  /** From the start to the approval, with the code typed first, as the page says. */
  const approved = async (): Promise<string> => {
    const id = await idOf(await browser.post('/login', { email: account }, async));
    const request = await phone.nextRequest();
    const typed = { ...async, 'bloksec-challenge': `"${id}"; code="${request.code}"` };
    expect(await told(await browser.post('/login', { email: account }, typed))).toBe(
      '401 approval-pending',
    );
    await request.approve();
    await untilApproved(() => browser.post('/login', { email: account }, async));
    return id;
  };

  test('T9: the account of the approval is logged in, with tap and code, and the browser is known from now on', async () => {
    const id = await approved();
    const body = { email: account, username: 'mallory@example.com', accountName: 'mallory' };
    const through = await browser.post('/login', body, repeat(id));
    expect(await through.json()).toEqual({ user: { accountName: account }, method: 'push+code' });
    expect(through.headers.getSetCookie().join()).toContain('bloksec-known=');
    expect(ran()).toBe(1);
  });

  test('a repeat that names another account fails, and voids the approval', async () => {
    const id = await approved();
    const mallory = { email: 'mallory@example.com' };
    expect(await told(await browser.post('/login', mallory, repeat(id)))).toBe('401 login-failed');
    const again = await browser.post('/login', { email: account }, repeat(id));
    expect(await told(again)).toBe('401 login-failed');
    expect(ran()).toBe(0);
  });

  test('a form without script gets a page that asks for the code, and goes through with it', async () => {
    const page = await browser.post('/login', `email=${account}`, form);
    expect(page.status).toBe(401);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    expect(page.headers.get('content-length')).toBe(String(Buffer.byteLength(html)));
    const [, id] = /name="bloksec-challenge" value="([^"]+)"/.exec(html) ?? [];
    const request = await phone.nextRequest();
    const fields = `email=${account}&bloksec-challenge=${id}&bloksec-code=${request.code}`;
    const blocked = browser.post('/login', fields, form);
    await request.approve();
    const through = await blocked;
    expect(through.status).toBe(201);
    expect(await through.json()).toEqual({ user: { accountName: account }, method: 'push+code' });
  });

  test('T11: an approval of a login is nothing to a step-up', async () => {
    const id = await approved();
    await browser.post('/session', { accountName: account });
    expect(await told(await browser.post('/transfers', {}, repeat(id)))).toBe(
      '404 challenge-not-found',
    );
    expect(ran()).toBe(0);
  });
});
