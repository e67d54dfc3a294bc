import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { alice, answerOf, approvalOf, problemOf, repeat, type Change } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest, logInAsNew } from './helpers/gate-under-test.ts';

const form: Change['headers'] = {
  accept: 'text/html,application/xhtml+xml',
  'content-type': 'application/x-www-form-urlencoded',
};
const transfer = { to: 'ACME GmbH', amount: '25.00' };

describe('a login without `Prefer`', () => {
  test('from a known browser blocks until the phone answers, then goes through itself', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    const blocked = browser.login('alice', form);
    (await under.phone.ring()).approve();
    expect(approvalOf(await blocked)).toMatchObject({ accountName: 'alice', method: 'push' });
  });

  test('T1: from a new browser is no way around the code: a page asks for it', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const answer = answerOf(await browser.login('alice', form));
    (await phone.ring()).approve();
    expect(answer).toMatchObject({ status: 401, final: false });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(answer.body).toContain('name="bloksec-code"');
    expect(answer.body).toContain('name="username" value="alice"');
    expect(answer.body).not.toMatch(/<script| on[a-z]+=/);
  });

  test('goes on with the code from that page, and blocks until the phone answers', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const page = answerOf(await browser.login('alice', form));
    const id = /name="bloksec-challenge" value="([\w-]+)"/.exec(page.body)?.[1];
    const ring = await phone.ring();
    const fields = (code: string) => ({
      body: { username: 'alice', 'bloksec-challenge': id, 'bloksec-code': code },
    });
    const wrong = await browser.login(
      'alice',
      form,
      fields(ring.code === '000000' ? '1' : '000000'),
    );
    expect(answerOf(wrong).body).toContain('2 tries are left');
    const blocked = browser.login(
      'alice',
      form,
      fields(`${ring.code?.slice(0, 3)} ${ring.code?.slice(3)}`),
    );
    ring.approve();
    expect(approvalOf(await blocked).method).toBe('push+code');
  });

  test('escapes what it shows of the form', async () => {
    const { browser } = gateUnderTest();
    const page = answerOf(
      await browser().login('alice', form, { body: { username: '"><script>alert(1)</script>' } }),
    );
    expect(page.body).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('by a caller that is no browser is told that the code is required', async () => {
    const { browser } = gateUnderTest();
    const outcome = await browser().login('alice', { accept: '*/*' });
    expect(problemOf(outcome)).toBe('code-required');
    expect(answerOf(outcome).problem.challenge?.code).toEqual({ from: 'phone', length: 6 });
  });

  test('is refused with `blocking: false`, before any push', async () => {
    const { phone, browser } = gateUnderTest({ blocking: false });
    expect(problemOf(await browser().login('alice', {}))).toBe('blocking-refused');
    await settled();
    expect(phone.rings).toHaveLength(0);
  });
});

describe('a step-up without `Prefer`', () => {
  test('blocks at most 55 s; then a page offers to go on waiting', async () => {
    const { phone, clock, browser } = gateUnderTest();
    const blocked = browser().transfer(transfer, form);
    await phone.ring();
    await clock.advance(55_000);
    const answer = answerOf(await blocked);
    expect(answer).toMatchObject({ status: 401, final: false });
    expect(answer.body).toContain('Keep waiting');
    expect(answer.body).toContain('ACME GmbH');
  });

  test('goes on from that page: the fields that it adds are not part of what was approved', async () => {
    const { phone, clock, browser: open } = gateUnderTest();
    const browser = open();
    const blocked = browser.transfer(transfer, form);
    const ring = await phone.ring();
    await clock.advance(55_000);
    const id = /name="bloksec-challenge" value="([\w-]+)"/.exec(answerOf(await blocked).body)?.[1];
    const again = browser.transfer({ ...transfer, 'bloksec-challenge': id }, form);
    ring.approve();
    expect(problemOf(await again)).toBe('pass');
  });

  test.each([
    ['logged out', undefined],
    ['another user', { ...alice, accountName: 'bob@example.com' }],
    ['another session', { ...alice, session: 'new' }],
  ])('T10: does not pass where the session meanwhile is of %s', async (_who, after) => {
    const { phone, browser } = gateUnderTest();
    const blocked = browser().transfer(transfer, {}, { refreshed: async () => after });
    (await phone.ring()).approve();
    expect(problemOf(await blocked)).toBe('session-required');
  });

  test('T21: does not pass where what it acts on has changed during the wait', async () => {
    const { phone, browser } = gateUnderTest();
    let version = '1';
    const describe = () => ({ title: 'Pay', display: [['Invoice', '7']] as const, version });
    const blocked = browser().transfer(transfer, {}, { action: { describe } });
    const ring = await phone.ring();
    version = '2';
    ring.approve();
    expect(problemOf(await blocked)).toBe('resource-changed');
  });

  test('ends at once, without passing, when its browser goes away', async () => {
    const { phone, browser } = gateUnderTest();
    const gone = new AbortController();
    const blocked = browser().transfer(transfer, {}, { change: { signal: gone.signal } });
    await phone.ring();
    gone.abort();
    expect(problemOf(await blocked)).toBe('approval-pending');
  });
});

test('waits leave nothing behind on the connection that carried them', async () => {
  const { clock, browser: open } = gateUnderTest();
  const browser = open();
  const { signal } = new AbortController();
  const change = { change: { signal } };
  const started = await browser.transfer(transfer, { prefer: 'respond-async' }, change);
  const id = answerOf(started).problem.challenge?.id ?? '';
  const listening: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    const waiting = browser.transfer(transfer, repeat(id, { wait: 1 }), change);
    await settled();
    listening.push(getEventListeners(signal, 'abort').length);
    await clock.advance(1000);
    await waiting;
  }
  expect(listening).toEqual([1, 1, 1]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('T34: a fifth wait ends the oldest, which is told when to come back', async () => {
  const { phone, browser: open } = gateUnderTest();
  const browser = open();
  const started = await browser.transfer(transfer, { prefer: 'respond-async' });
  const id = answerOf(started).problem.challenge?.id ?? '';
  const waits = Array.from({ length: 5 }, () =>
    browser.transfer(transfer, repeat(id, { wait: 25 })),
  );
  expect(answerOf((await waits[0])!).headers['retry-after']).toBe('5');
  (await phone.ring()).approve();
  const rest = await Promise.all(waits.slice(1));
  expect(rest.map((outcome) => answerOf(outcome).problem.challenge?.status)).toEqual(
    Array(4).fill('approved'),
  );
});
