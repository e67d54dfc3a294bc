import { describe, expect, test } from 'vitest';
import { answerOf, approvalOf, async, idOf, problemOf, repeat } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest, logInAsNew } from './helpers/gate-under-test.ts';
import { tamper } from './helpers/tamper.ts';

describe('a login from a browser that is new', () => {
  test('is answered 401 with a challenge before BlokSec is called', async () => {
    const { phone, browser } = gateUnderTest();
    const answer = answerOf(await browser().login('alice@example.com', async));
    expect(phone.rings).toHaveLength(0);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'www-authenticate': 'BlokSec realm="app", error="insufficient_user_authentication"',
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      type: expect.stringMatching(/\/approval-required$/),
      status: 401,
      challenge: {
        id: expect.stringMatching(/^[\w-]{27}$/),
        purpose: 'login',
        status: 'pending',
        expires_in: 120,
        code: { from: 'phone', length: 6 },
      },
    });
    expect((await phone.ring()).accountName).toBe('alice@example.com');
  });

  test('shows on the phone who, from where, and the code', async () => {
    const { phone, browser } = gateUnderTest();
    await browser().login('alice', async);
    const ring = await phone.ring();
    expect(ring.summary).toBe('Log in as alice');
    expect(ring.details).toEqual([
      ['Code', expect.stringMatching(/^\d{6}$/)],
      ['From', 'Firefox on Linux, 203.0.113.7'],
    ]);
    expect(ring.approvalTimeoutMs).toBe(125_000);
  });

  test('T1: is not let in by a tap alone, however often it repeats', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const id = idOf(await browser.login('alice', async));
    const pending = answerOf(await browser.login('alice', repeat(id))).body;
    (await phone.ring()).approve();
    await settled();
    expect(answerOf(await browser.login('alice', repeat(id))).body).toBe(pending);
  });

  test('T1: is over after three wrong codes, also for the right one', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const id = idOf(await browser.login('alice', async));
    const ring = await phone.ring();
    ring.approve();
    const code = ring.code === '000000' ? '111111' : '000000';
    const left: (number | undefined)[] = [];
    for (let count = 0; count < 3; count += 1) {
      const outcome = await browser.login('alice', repeat(id, { code }));
      expect(problemOf(outcome)).toBe('code-mismatch');
      left.push(answerOf(outcome).problem.attempts_left);
    }
    expect(left).toEqual([2, 1, 0]);
    const late = await browser.login('alice', repeat(id, { code: ring.code }));
    expect(problemOf(late)).toBe('code-mismatch');
  });

  test('T1: goes through when the tap comes before the code, in the account of the challenge', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const id = idOf(await browser.login('Alice', async));
    const ring = await phone.ring();
    ring.approve();
    await settled();
    expect(approvalOf(await browser.login('Alice', repeat(id, { code: ring.code })))).toMatchObject(
      {
        accountName: 'alice',
        purpose: 'login',
        method: 'push+code',
        requestId: expect.stringMatching(/^\d{24}$/),
        challengeRef: expect.stringMatching(/^[\w-]{43}$/),
        approvedAt: expect.any(Date),
      },
    );
  });

  test('goes through when the code comes before the tap', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const id = idOf(await browser.login('alice', async));
    const ring = await phone.ring();
    const answer = answerOf(await browser.login('alice', repeat(id, { code: ring.code })));
    expect(answer.problem.challenge).toMatchObject({ status: 'pending', code_ok: true });
    ring.approve();
    await settled();
    expect(problemOf(await browser.login('alice', repeat(id)))).toBe('pass');
  });

  test('T4: whose id is known to another browser gives that one nothing: it is like an id of nobody', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const id = idOf(await browser.login('alice', async));
    const ring = await phone.ring();
    ring.approve();
    await settled();
    const thief = open();
    for (const presented of [{}, { wait: 1 }, { code: ring.code }, { cancel: true }]) {
      const [foreign, unknown] = [
        answerOf(await thief.login('alice', repeat(id, presented))),
        answerOf(await thief.login('alice', repeat('A'.repeat(27), presented))),
      ];
      expect(foreign).toEqual(unknown);
      expect(foreign.status).toBe(404);
    }
    expect(problemOf(await browser.login('alice', repeat(id, { code: ring.code })))).toBe('pass');
  });

  test('T9: never logs in another account than the challenge was for, and voids it', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const id = idOf(await browser.login('alice', async));
    const ring = await phone.ring();
    ring.approve();
    await settled();
    expect(problemOf(await browser.login('bob', repeat(id, { code: ring.code })))).toBe(
      'login-failed',
    );
    expect(problemOf(await browser.login('alice', repeat(id, { code: ring.code })))).toBe(
      'login-failed',
    );
  });

  test('T24: a denial looks like silence until the time limit', async () => {
    const { phone, clock, browser: open } = gateUnderTest();
    const silent = open();
    const denied = open();
    const ids = [
      idOf(await silent.login('nobody', async)),
      idOf(await denied.login('alice', async)),
    ];
    await phone.ring();
    (await phone.ring()).deny();
    const look = async (): Promise<string[]> => {
      const outcomes = [
        await silent.login('nobody', repeat(ids[0]!)),
        await denied.login('alice', repeat(ids[1]!)),
      ];
      return outcomes.map((outcome, index) => {
        const { status, headers, body } = answerOf(outcome);
        return JSON.stringify([status, Object.keys(headers), body.replaceAll(ids[index]!, 'id')]);
      });
    };
    for (const [seconds, problem] of [
      [5, 'approval-pending'],
      [114, 'approval-pending'],
      [1, 'login-failed'],
    ] as const) {
      await clock.advance(seconds * 1000);
      const [ofSilent, ofDenied] = await look();
      expect(ofDenied).toContain(`/${problem}`);
      expect(ofDenied).toBe(ofSilent);
    }
  });

  test('T24: a denial is told at once where `reveal` is immediate', async () => {
    const { phone, browser: open } = gateUnderTest({ reveal: 'immediate' });
    const browser = open();
    const id = idOf(await browser.login('alice', async));
    (await phone.ring()).deny();
    await settled();
    expect(problemOf(await browser.login('alice', repeat(id)))).toBe('approval-denied');
  });
});

describe('a login from a known browser', () => {
  test('needs the tap alone, and hears of a denial at once', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    const start = await browser.login('alice', async);
    expect(answerOf(start).problem.challenge).toMatchObject({ expires_in: 60 });
    expect(answerOf(start).problem.challenge).not.toHaveProperty('code');
    (await under.phone.ring()).deny();
    await settled();
    expect(problemOf(await browser.login('alice', repeat(idOf(start))))).toBe('approval-denied');

    const again = idOf(await browser.login('alice', async));
    (await under.phone.ring()).approve();
    await settled();
    expect(approvalOf(await browser.login('alice', repeat(again))).method).toBe('push');
  });

  test('is known for that account only', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    const answer = answerOf(await browser.login('bob', async));
    expect(answer.problem.challenge).toHaveProperty('code');
  });

  test('is known again after a restart, and under the next secret, until it is forgotten', async () => {
    const before = gateUnderTest();
    const jar = before.browser();
    await logInAsNew(before, jar, 'alice');
    const after = gateUnderTest({
      applicationSecret: 'the next secret',
      previousSecrets: ['a secret for tests'],
    });
    const browser = after.browser();
    for (const [name, value] of jar.cookies) browser.cookies.set(name, value);
    const known = await browser.login('alice', async);
    expect(answerOf(known).problem.challenge).not.toHaveProperty('code');
    await after.gate.forgetKnownBrowsers('alice');
    await browser.login('alice', repeat(idOf(known), { cancel: true }));
    expect(answerOf(await browser.login('alice', async)).problem.challenge).toHaveProperty('code');
  });

  test('T25: its cookie is sealed: a changed or foreign one is no cookie', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    const sealed = browser.cookies.get('__Host-bloksec-known') ?? '';
    expect(sealed).not.toContain('alice');
    browser.cookies.set('__Host-bloksec-known', tamper(sealed));
    expect(answerOf(await browser.login('alice', async)).problem.challenge).toHaveProperty('code');
  });

  test('with `verifiedPush: never` a tap logs in, but makes no browser known', async () => {
    const under = gateUnderTest({ verifiedPush: 'never' });
    const browser = under.browser();
    const id = idOf(await browser.login('alice', async));
    (await under.phone.ring()).approve();
    await settled();
    expect(approvalOf(await browser.login('alice', repeat(id))).method).toBe('push');
    expect([...browser.cookies.keys()]).toEqual([]);
  });
});

describe('an account name', () => {
  test.each([
    ['white space at an end', ' alice'],
    ['nothing', ''],
    ['a control character', 'al\u0000ice'],
    ['an array', ['alice']],
    ['too long', 'a'.repeat(257)],
  ])('T37: with %s is refused before any push', async (_what, name) => {
    const { phone, browser } = gateUnderTest();
    expect(problemOf(await browser().login(name, async))).toBe('login-name');
    expect(phone.rings).toHaveLength(0);
  });

  test('T37: has one form, and one budget, whatever its case and composition', async () => {
    const { phone, browser: open } = gateUnderTest({ limits: { pendingPerAccount: 5 } });
    for (const name of ['JOSÉ', 'jose\u0301', 'José', 'JOSE\u0301'])
      await open().login(name, async);
    await settled();
    expect(phone.rings.map((ring) => ring.accountName)).toEqual(['josé', 'josé', 'josé']);
  });
});
