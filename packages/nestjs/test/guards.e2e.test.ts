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
  problemOf,
  repeat,
  told,
  untilApproved,
  type Visitor,
  visitor,
} from './helpers/visitor.ts';

const transfer = { payee: 'ACME GmbH', amount: '25.00' };

const blokSec = useBlokSec();

describe.each(platforms)('on %s', (_platform, create) => {
  let account: string;
  let phone: Phone;
  let app: INestApplication;
  let origin: string;
  let ran: () => number;
  let browser: Visitor;

  beforeEach(async () => {
    ({ account, phone } = await blokSec.newAccount());
    const bank = bankWith(BlokSecModule.forRoot(blokSec.options()));
    app = await create(bank.root, false, { forceCloseConnections: true });
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
    ran = bank.ran;
    browser = visitor(origin);
    await browser.post('/session', { accountName: account });
  });
  afterEach(() => app.close());

  const approved = async (): Promise<string> => {
    const id = await idOf(await browser.post('/transfers', transfer, async));
    await (await phone.nextRequest()).approve();
    await untilApproved(() => browser.post('/transfers', transfer, async));
    return id;
  };

  test('the bare guard answers 401 with the operation and every field, and the phone shows them', async () => {
    const response = await browser.post('/transfers', transfer, async);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('www-authenticate')).toContain('insufficient_user_authentication');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const [detail] = (await problemOf(response)).authorization_details ?? [];
    expect(detail).toMatchObject({ title: 'POST /transfers', display: Object.entries(transfer) });
    const request = await phone.nextRequest();
    expect(request.summary).toBe('POST /transfers');
    expect(request.details).toContain('payee: ACME GmbH\namount: 25.00\nFrom: ');
    await request.deny();
  });

  test('T6: approved, the handler runs once, whatever the number of repeats', async () => {
    const id = await approved();
    const responses = await Promise.all(
      Array.from({ length: 100 }, () => browser.post('/transfers', transfer, repeat(id))),
    );
    const statuses = responses.map((response) => response.status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array<number>(99).fill(409)]);
    expect(ran()).toBe(1);
    const done = responses.find((response) => response.status === 201);
    expect(await done?.json()).toMatchObject({
      accountName: account,
      purpose: 'step-up',
      method: 'push',
      requestId: expect.stringMatching(/^[0-9a-f]{24}$/),
    });
  });

  test('T5: with the amount changed the handler does not run, and the approval is void', async () => {
    const id = await approved();
    const changed = { ...transfer, amount: '2500.00' };
    expect(await told(await browser.post('/transfers', changed, repeat(id)))).toBe(
      '403 binding-mismatch',
    );
    expect(await told(await browser.post('/transfers', transfer, repeat(id)))).toBe(
      '403 binding-mismatch',
    );
    expect(ran()).toBe(0);
  });

  test('T4: another session gets nothing of it', async () => {
    const id = await approved();
    const other = visitor(origin);
    await other.post('/session', { accountName: account });
    expect(await told(await other.post('/transfers', transfer, repeat(id)))).toBe(
      '404 challenge-not-found',
    );
    expect(ran()).toBe(0);
  });

  test('a denial is a 403, and the handler does not run', async () => {
    const id = await idOf(await browser.post('/transfers', transfer, async));
    await (await phone.nextRequest()).deny();
    expect(await told(await browser.post('/transfers', transfer, repeat(id, 25)))).toBe(
      '403 approval-denied',
    );
    expect(ran()).toBe(0);
  });

  test('without a session it is refused before any push', async () => {
    const before = blokSec.sandbox().requests().length;
    expect(await told(await visitor(origin).post('/transfers', transfer, async))).toBe(
      '401 session-required',
    );
    expect(blokSec.sandbox().requests()).toHaveLength(before);
  });

  test('without `Prefer` it blocks until the phone answers, then runs the handler', async () => {
    const blocked = browser.post('/transfers', transfer);
    await (await phone.nextRequest()).approve();
    expect((await blocked).status).toBe(201);
    expect(ran()).toBe(1);
  });

  test('T10: whoever logs out while a request blocks does not go through', async () => {
    const blocked = browser.post('/transfers', transfer);
    const request = await phone.nextRequest();
    expect((await browser.post('/logout')).status).toBe(204);
    await request.approve();
    expect(await told(await blocked)).toBe('401 session-required');
    expect(ran()).toBe(0);
  });

  test('T10: whoever logs out in another tab while a repeat waits does not go through', async () => {
    const id = await idOf(await browser.post('/transfers', transfer, async));
    const waiting = browser.post('/transfers', transfer, repeat(id, 25));
    const request = await phone.nextRequest();
    expect((await browser.post('/logout')).status).toBe(204);
    await request.approve();
    expect((await problemOf(await waiting)).challenge?.status).toBe('approved');
    expect(await told(await browser.post('/transfers', transfer, repeat(id)))).toBe(
      '401 session-required',
    );
    expect(ran()).toBe(0);
  });

  test.each(['in the same session', 'after a log-out'])(
    'T10: another user in the same browser, %s, gets nothing of an approval',
    async (how) => {
      const id = await approved();
      const other = await blokSec.newAccount();
      if (how === 'after a log-out') await browser.post('/logout');
      await browser.post('/session', { accountName: other.account });
      expect(await told(await browser.post('/transfers', transfer, repeat(id)))).toBe(
        '404 challenge-not-found',
      );
      expect(ran()).toBe(0);
    },
  );

  test('a form without script reads a refusal as a page', async () => {
    const blocked = browser.post('/transfers', 'payee=ACME&amount=1', form);
    await (await phone.nextRequest()).deny();
    const response = await blocked;
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toContain('<h1>Denied on the phone</h1>');
  });

  test('`describe` validates before any push, and what it says is shown', async () => {
    const before = blokSec.sandbox().requests().length;
    expect((await browser.post('/payments/7', { amount: 25 }, async)).status).toBe(400);
    expect(blokSec.sandbox().requests()).toHaveLength(before);
    const response = await browser.post('/payments/7', { amount: '25.00' }, async);
    const [detail] = (await problemOf(response)).authorization_details ?? [];
    expect(detail).toMatchObject({ title: 'Pay 25.00 EUR', display: [['Amount', '25.00 EUR']] });
    await (await phone.nextRequest()).deny();
  });

  test.each([
    ['/%74ransfers', {}],
    ['//transfers', {}],
    ['/transfers/', {}],
    ['/TRANSFERS', {}],
    ['/transfers', { 'x-http-method-override': 'PUT' }],
    ['/transfers?_method=PUT', {}],
  ])('T18: %s %o never reaches the handler without an approval', async (path, headers) => {
    const response = await browser.post(path, transfer, { ...async, ...headers });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(ran()).toBe(0);
  });

  test('T18: HEAD does not run the handler of a guarded GET without an approval', async () => {
    expect((await browser.head('/statement', async)).status).toBe(401);
    const id = await idOf(await browser.get('/statement', async));
    await (await phone.nextRequest()).deny();
    await (await phone.nextRequest()).approve();
    expect((await browser.head('/statement', repeat(id, 25))).status).toBe(403);
    expect(ran()).toBe(0);
  });

  test.each(['text/plain', 'multipart/form-data; boundary=x'])(
    'T19: a body of type %s is refused before any push',
    async (type) => {
      const before = blokSec.sandbox().requests().length;
      const response = await browser.post('/transfers', '{}', { ...async, 'content-type': type });
      expect(response.status).toBe(415);
      expect(blokSec.sandbox().requests()).toHaveLength(before);
      expect(ran()).toBe(0);
    },
  );

  test('@Approval() without a guard says what is missing', async () => {
    expect((await browser.post('/unguarded')).status).toBe(500);
  });
});
