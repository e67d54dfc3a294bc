import { describe, expect, test } from 'vitest';
import { async, idOf, problemOf, repeat } from '../helpers/browser.ts';
import { settled } from '../helpers/fake-clock.ts';
import { logInAsNew } from '../helpers/gate-under-test.ts';
import { watchedGate } from './helpers/watched-gate.ts';

const hash = /^[\w-]{43}$/;

test('CH-16: a login is one line in the layout of the OWASP Logging Vocabulary', async () => {
  const under = watchedGate();
  await logInAsNew(under, under.browser(), 'alice');
  const account = under.events.find((event) => event.type === 'approval-used')?.account;
  expect(account).toMatch(hash);
  expect(under.lines).toEqual([
    {
      by: 'info',
      datetime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      appid: 'bloksec.challenges',
      event: `authn_login_success:${account}`,
      level: 'INFO',
      description: 'The login was approved on the phone, with its code, and goes through.',
      purpose: 'login',
      challenge: expect.stringMatching(hash),
    },
  ]);
});

test('CH-16: an approved step-up has a line too, the steps on the way have none', async () => {
  const under = watchedGate();
  const browser = under.browser();
  const cancelled = idOf(await browser.transfer({ amount: 1 }, async));
  await browser.transfer({ amount: 1 }, repeat(cancelled, { cancel: true }));
  const id = idOf(await browser.transfer({ amount: 2 }, async));
  await under.phone.ring();
  const waiting = browser.transfer({ amount: 2 }, repeat(id, { wait: 25 }));
  await settled();
  expect(under.lines).toEqual([]);
  under.phone.rings.at(-1)?.approve();
  await waiting;
  await browser.transfer({ amount: 2 }, repeat(id));
  expect(under.told()).toEqual(['info authz_success:#,step-up']);
});

describe('CH-16: wrong codes', () => {
  test('are authn_login_fail, the last of a challenge authn_login_fail_max with the limit, the account’s last authn_login_lock', async () => {
    const under = watchedGate();
    const wrong = async (tries: number): Promise<void> => {
      const browser = under.browser();
      const id = idOf(await browser.login('alice', async));
      const { code } = await under.phone.ring();
      for (let count = 0; count < tries; count += 1) {
        await browser.login('alice', repeat(id, { code: code === '000000' ? '1' : '000000' }));
      }
    };
    await wrong(3);
    await wrong(3);
    const fail = 'warn authn_login_fail:#';
    const max = 'warn authn_login_fail_max:#,3';
    const lock = 'warn authn_login_lock:#,maxretries';
    expect(under.told()).toEqual([fail, fail, max, fail, fail, lock, max]);
    expect(under.lines[3]?.description).toBe('Wrong code. Tries left: 2.');
  });

  test('of a step-up are authz_fail', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async, { action: { code: true } }));
    await browser.transfer({}, repeat(id, { code: '12345' }), { action: { code: true } });
    expect(under.told()).toEqual(['warn authz_fail:#,step-up']);
  });
});

describe('CH-16: a presented challenge that lets nothing through', () => {
  test('is authn_token_reuse where its approval was used already', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    (await under.phone.ring()).approve();
    await settled();
    await browser.transfer({}, repeat(id));
    expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('approval-consumed');
    expect(under.told()).toEqual(['info authz_success:#,step-up', 'warn authn_token_reuse:#,#']);
    expect(under.lines[1]?.event.endsWith(String(under.lines[1]['challenge']))).toBe(true);
  });

  test('is authz_fail where the request differs: also for a login, whose browser hears no more than that it failed', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const stepUp = idOf(await browser.transfer({ amount: 1 }, async));
    await browser.transfer({ amount: 1000 }, repeat(stepUp));
    const login = idOf(await browser.login('alice', async));
    expect(problemOf(await browser.login('bob', repeat(login)))).toBe('login-failed');
    expect(under.told()).toEqual(['warn authz_fail:#,step-up', 'warn authz_fail:#,login']);
  });

  test('is sequence_fail where it is of another browser, or of nobody', async () => {
    const under = watchedGate();
    const id = idOf(await under.browser().login('alice', async));
    await under.browser().login('alice', repeat(id));
    await under.browser().login('alice', repeat('A'.repeat(27)));
    expect(under.told()).toEqual(['warn sequence_fail:#', 'warn sequence_fail:#']);
  });

  test('is session_use_after_expire where its user has logged out during the wait', async () => {
    const under = watchedGate();
    const blocking = under.browser().transfer({}, {}, { refreshed: async () => undefined });
    (await under.phone.ring()).approve();
    expect(problemOf(await blocking)).toBe('session-required');
    expect(under.told()).toEqual(['warn session_use_after_expire:#']);
  });

  test('is authz_fail, for information, where what was to be approved has changed', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const invoice = (version: string) => ({
      action: { describe: () => ({ title: 'Pay', display: [], version }) },
    });
    const id = idOf(await browser.transfer({}, async, invoice('1')));
    (await under.phone.ring()).approve();
    await settled();
    expect(problemOf(await browser.transfer({}, repeat(id), invoice('2')))).toBe(
      'resource-changed',
    );
    expect(under.told()).toEqual(['info authz_fail:#,step-up']);
  });
});

describe('CH-16: requests that are refused before anything is looked up', () => {
  test.each([
    ['warn malicious_cors', { 'sec-fetch-site': 'cross-site' }],
    ['warn input_validation_fail:(BlokSec-Challenge)', { 'bloksec-challenge': '"' }],
    ['warn input_validation_fail:(Content-Digest)', { 'content-digest': 'sha-256=:AAAA:' }],
    ['warn input_validation_fail:(body)', { 'content-type': 'multipart/form-data' }],
  ])('are %s', async (line, headers) => {
    const { browser, told } = watchedGate();
    const change = { rawBody: Buffer.from('{"amount":1}') };
    await browser().transfer({ amount: 1 }, { ...async, ...headers }, { change });
    expect(told()).toEqual([line]);
  });

  test('are information where they are everyday: no login, no account name, no Prefer', async () => {
    const { browser, told } = watchedGate({ blocking: false });
    await browser().transfer({}, async, { subject: undefined });
    await browser().login('', async);
    await browser().login('alice');
    expect(told()).toEqual([
      'info authz_fail',
      'info input_validation_fail:(account)',
      'info input_validation_fail:(Prefer)',
    ]);
  });
});
