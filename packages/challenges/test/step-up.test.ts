import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alice,
  answerOf,
  approvalOf,
  async,
  type Change,
  idOf,
  problemOf,
  repeat,
  type TestBrowser,
} from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest, type GateUnderTest } from './helpers/gate-under-test.ts';

const transfer = { to: 'ACME GmbH', amount: '25.00', currency: 'EUR' };

const approved = async (under: GateUnderTest, browser: TestBrowser): Promise<string> => {
  const id = idOf(await browser.transfer(transfer, async));
  (await under.phone.ring()).approve();
  await settled();
  return id;
};

describe('a step-up', () => {
  test('is answered 401 with what is to be approved, and the phone shows the same', async () => {
    const { phone, browser } = gateUnderTest();
    const answer = answerOf(await browser().transfer(transfer, async));
    const display = Object.entries(transfer);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain(
      'error="insufficient_user_authentication", error_description="Approve this request on your phone", acr_values=',
    );
    expect(answer.problem).toMatchObject({
      challenge: { purpose: 'step-up', expires_in: 120 },
      authorization_details: [{ type: 'bloksec-step-up', title: 'POST /transfers', display }],
    });
    const ring = await phone.ring();
    expect(ring).toMatchObject({ kind: 'authorize', accountName: alice.accountName });
    expect(ring.details).toEqual([...display, ['From', 'Firefox on Linux, 203.0.113.7']]);
  });

  test('a request that waited reports `approved`; the next one goes through, once', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = idOf(await browser.transfer(transfer, async));
    const waiting = browser.transfer(transfer, repeat(id, { wait: 25 }));
    (await under.phone.ring()).approve();
    const answer = answerOf(await waiting);
    expect(answer.problem.challenge).toMatchObject({ id, status: 'approved', expires_in: 60 });
    expect(answer.headers['retry-after']).toBe('0');
    expect(approvalOf(await browser.transfer(transfer, repeat(id)))).toMatchObject({
      accountName: alice.accountName,
      purpose: 'step-up',
      method: 'push',
    });
    expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('approval-consumed');
  });

  test('T6: of 100 parallel repeats of an approved one, one goes through', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = await approved(under, browser);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => browser.transfer(transfer, repeat(id))),
    );
    const problems = outcomes.map(problemOf).sort();
    expect(problems).toEqual([...Array<string>(99).fill('approval-consumed'), 'pass']);
  });

  const changes: readonly (readonly [string, unknown, Change])[] = [
    ['the amount', { ...transfer, amount: '2500.00' }, {}],
    ['one more field', { ...transfer, note: '' }, {}],
    ['a number for a string', { ...transfer, amount: 25 }, {}],
    ['the path', transfer, { url: '/transfers/' }],
    ['an encoded path', transfer, { url: '/%74ransfers' }],
    ['the query', transfer, { url: '/transfers?x=1' }],
    ['the method', transfer, { method: 'PUT' }],
    ['the host', transfer, { host: 'other.example' }],
  ];
  test.each(changes)(
    'T5: with %s changed it does not pass, and neither does the original afterwards',
    async (_what, body, change) => {
      const under = gateUnderTest();
      const browser = under.browser();
      const id = await approved(under, browser);
      expect(problemOf(await browser.transfer(body, repeat(id), { change }))).toBe(
        'binding-mismatch',
      );
      expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('binding-mismatch');
    },
  );

  const readings: readonly (readonly [string, Change])[] = [
    ['another charset', { headers: { 'content-type': 'application/json; charset=utf-16' } }],
    ['another encoding', { headers: { 'content-encoding': 'gzip' } }],
    ['a key twice in the raw bytes', { rawBody: Buffer.from('{"to":"A","to":"B"}') }],
  ];
  test.each(readings)(
    'T20: read in another way, by %s, it does not pass, and neither does the original',
    async (_what, change) => {
      const under = gateUnderTest();
      const browser = under.browser();
      const id = await approved(under, browser);
      const outcome = await browser.transfer(transfer, repeat(id), { change });
      expect(problemOf(outcome)).toBe('binding-mismatch');
      expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('binding-mismatch');
    },
  );

  test('T5: with any one byte of the body changed it does not pass, and neither does the original', async () => {
    const bytes = Buffer.from(JSON.stringify(transfer));
    const raw = (rawBody: Uint8Array): { readonly change: Change } => ({ change: { rawBody } });
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (place, flip) => {
          const under = gateUnderTest();
          const browser = under.browser();
          const id = idOf(await browser.transfer(transfer, async, raw(bytes)));
          (await under.phone.ring()).approve();
          await settled();
          const changed = Uint8Array.from(bytes, (byte, at) => (at === place ? byte ^ flip : byte));
          const outcomes = [
            await browser.transfer(transfer, repeat(id), raw(changed)),
            await browser.transfer(transfer, repeat(id), raw(bytes)),
          ];
          expect(outcomes.map(problemOf)).toEqual(['binding-mismatch', 'binding-mismatch']);
          await under.gate.close();
        },
      ),
      { numRuns: 50 },
    );
  });

  test('T5: a repeat that differs while the phone has not answered ends it at once', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const id = idOf(await browser.transfer(transfer, async));
    const ring = await phone.ring();
    const changed = { ...transfer, amount: '2500.00' };
    expect(problemOf(await browser.transfer(changed, repeat(id)))).toBe('binding-mismatch');
    ring.approve();
    await settled();
    expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('binding-mismatch');
  });

  test('T4: the id of another session, or of nobody, is answered alike', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = await approved(under, browser);
    const foreign = { subject: { ...alice, session: 'another session' } };
    const unknown = 'A'.repeat(27);
    for (const with_ of [{}, { wait: 1 }, { code: '123456' }, { cancel: true }]) {
      const answers = [
        await under.browser().transfer(transfer, repeat(id, with_), foreign),
        await under.browser().transfer(transfer, repeat(unknown, with_)),
      ].map(answerOf);
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.status).toBe(404);
    }
    expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('pass');
  });

  test('T10: another user in the same session gets nothing of it', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = await approved(under, browser);
    const subject = { ...alice, accountName: 'bob@example.com' };
    expect(problemOf(await browser.transfer(transfer, repeat(id), { subject }))).toBe(
      'challenge-not-found',
    );
  });

  test('T11: the approval of a login is none for a step-up, nor the other way round', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const stepUp = await approved(under, browser);
    expect(problemOf(await browser.login(alice.accountName, repeat(stepUp)))).toBe(
      'challenge-not-found',
    );
    const login = idOf(await browser.login(alice.accountName, async));
    (await under.phone.ring()).approve();
    await settled();
    expect(problemOf(await browser.transfer(transfer, repeat(login)))).toBe('challenge-not-found');
  });

  test('T16: an answer after the time limit changes nothing', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = idOf(await browser.transfer(transfer, async));
    const ring = await under.phone.ring();
    await under.clock.advance(120_000);
    ring.approve();
    await settled();
    expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('approval-expired');
  });

  test.each([
    ['cancelled', { cancel: true }],
    ['ended by a request that differs', undefined],
  ])('T16: an answer after it was %s changes nothing', async (_how, presented) => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = idOf(await browser.transfer(transfer, async));
    const ring = await under.phone.ring();
    const body = presented === undefined ? { ...transfer, amount: '1' } : transfer;
    const ended = problemOf(await browser.transfer(body, repeat(id, presented)));
    ring.approve();
    await settled();
    expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe(ended);
  });

  test('T17: an approval is worth nothing after a minute', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = await approved(under, browser);
    await under.clock.advance(60_000);
    expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('approval-expired');
  });

  test('T21: what changed between approval and use is told as such, and the approval is void', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const version = (number: string) => ({
      action: {
        describe: () => ({ title: 'Pay', display: [['Invoice', '7']] as const, version: number }),
      },
    });
    const id = idOf(await browser.transfer(transfer, async, version('1')));
    (await under.phone.ring()).approve();
    await settled();
    for (const number of ['2', '1']) {
      const outcome = await browser.transfer(transfer, repeat(id), version(number));
      expect(problemOf(outcome)).toBe('resource-changed');
    }
  });

  test('a denial is told at once: nothing passes', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const id = idOf(await browser.transfer(transfer, async));
    const waiting = browser.transfer(transfer, repeat(id, { wait: 25 }));
    (await phone.ring()).deny();
    expect(answerOf(await waiting)).toMatchObject({ status: 403, final: true });
    expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('approval-denied');
  });

  test('a cancelled one passes no more, whether it was pending or approved, and the call is given up', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const pending = idOf(await browser.transfer(transfer, async));
    const ring = await under.phone.ring();
    expect(problemOf(await browser.transfer(transfer, repeat(pending, { cancel: true })))).toBe(
      'approval-cancelled',
    );
    expect(ring.signal?.aborted).toBe(true);
    const id = await approved(under, browser);
    await browser.transfer(transfer, repeat(id, { cancel: true }));
    expect(problemOf(await browser.transfer(transfer, repeat(id)))).toBe('approval-cancelled');
  });

  test('cancelling what went through says that it was used', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = await approved(under, browser);
    await browser.transfer(transfer, repeat(id));
    expect(problemOf(await browser.transfer(transfer, repeat(id, { cancel: true })))).toBe(
      'approval-consumed',
    );
  });

  test('a second start of the same request joins the first: one ring', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const starts = await Promise.all([1, 2, 3].map(() => browser.transfer(transfer, async)));
    await phone.ring();
    await settled();
    expect(new Set(starts.map(idOf)).size).toBe(1);
    expect(phone.rings).toHaveLength(1);
  });

  test('with a code wanted, the tap alone asks for it', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const options = { action: { code: true } };
    const id = idOf(await browser.transfer(transfer, async, options));
    const ring = await phone.ring();
    ring.approve();
    await settled();
    expect(problemOf(await browser.transfer(transfer, repeat(id), options))).toBe('code-required');
    const outcome = await browser.transfer(transfer, repeat(id, { code: ring.code }), options);
    expect(approvalOf(outcome).method).toBe('push+code');
  });

  test('with a code wanted, a request that waits is told of the tap at once', async () => {
    const { phone, browser: open } = gateUnderTest();
    const browser = open();
    const options = { action: { code: true } };
    const id = idOf(await browser.transfer(transfer, async, options));
    const waiting = browser.transfer(transfer, repeat(id, { wait: 25 }), options);
    (await phone.ring()).approve();
    expect(problemOf(await waiting)).toBe('code-required');
  });

  test('without a user it is refused before any push', async () => {
    const { phone, browser } = gateUnderTest();
    const outcome = await browser().transfer(transfer, async, { subject: undefined });
    await settled();
    expect(problemOf(outcome)).toBe('session-required');
    expect(phone.rings).toHaveLength(0);
  });
});

describe('a body', () => {
  const unbindable: readonly (readonly [string, unknown, Change])[] = [
    ['multipart', transfer, { headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
    ['text', 'x', { headers: { 'content-type': 'text/plain' } }],
    ['without a type', transfer, { headers: { 'content-type': undefined } }],
    ['that no parser read', undefined, { headers: { 'content-length': '17' } }],
    [
      'of unknown length that no parser read',
      undefined,
      { headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' } },
    ],
    ['that is no JSON', { when: new Date(0) }, {}],
    ['over 1 MiB', { note: 'x' }, { rawBody: new Uint8Array(1_048_577) }],
    ['with nested values and no description', { to: { iban: 'X' } }, {}],
    [
      'with more than the phone can show',
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`field ${n}`, 'x'.repeat(60)])),
      {},
    ],
    ['with a field named like a secret', { password: 'hunter2' }, {}],
    ['with a field named so but for an invisible character', { 'C\u200bode': '999999' }, {}],
    ['with a field named like the line of the code', { Code: '999999' }, {}],
  ];
  test.each(unbindable)('T19: %s is refused before any push', async (_what, body, change) => {
    const { phone, browser } = gateUnderTest();
    const outcome = await browser().transfer(body, async, { change });
    await settled();
    expect(problemOf(outcome)).toBe('body-not-bindable');
    expect(phone.rings).toHaveLength(0);
  });

  test('T19: that is no JSON is refused also where the route describes itself', async () => {
    const { browser } = gateUnderTest();
    const action = { describe: () => ({ title: 'Pay', display: [] }) };
    const outcome = await browser().transfer({ when: new Date(0) }, async, { action });
    expect(problemOf(outcome)).toBe('body-not-bindable');
  });

  test('T20: what is bound without raw bytes does not depend on the order of its keys, but on each value', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = await approved(under, browser);
    const reordered = Object.fromEntries(Object.entries(transfer).reverse());
    const description = {
      action: {
        describe: () => ({ title: 'POST /transfers', display: Object.entries(transfer) }),
      },
    };
    expect(problemOf(await browser.transfer(reordered, repeat(id), description))).toBe('pass');
  });
});
