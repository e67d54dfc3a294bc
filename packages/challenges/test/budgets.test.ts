import { describe, expect, test } from 'vitest';
import { answerOf, async, idOf, problemOf, repeat } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest, logInAsNew } from './helpers/gate-under-test.ts';

describe('requests to the phone', () => {
  test('T2: a fourth login from new browsers without an approval looks the same, and rings no phone', async () => {
    const { phone, log, browser } = gateUnderTest();
    const shape = async (): Promise<string> => {
      const outcome = await browser().login('alice', async);
      return JSON.stringify(answerOf(outcome))
        .replaceAll(idOf(outcome), 'id')
        .replaceAll(/bloksec=[\w-]+/g, '');
    };
    const shapes = [await shape(), await shape(), await shape(), await shape()];
    await settled();
    expect(new Set(shapes).size).toBe(1);
    expect(phone.rings).toHaveLength(3);
    expect(log).toEqual([expect.stringMatching(/nothing was sent to the phone.* in \d+ s/)]);
  });

  test('T25: strangers cannot use up what a known browser may ask for', async () => {
    const under = gateUnderTest();
    const known = under.browser();
    await logInAsNew(under, known, 'alice');
    for (let count = 0; count < 10; count += 1) await under.browser().login('alice', async);
    await settled();
    const before = under.phone.rings.length;
    await known.login('alice', async);
    await settled();
    expect(under.phone.rings).toHaveLength(before + 1);
  });

  test('T35: of twenty parallel starts, three ring', async () => {
    const { phone, browser } = gateUnderTest();
    await Promise.all(Array.from({ length: 20 }, () => browser().login('alice', async)));
    await settled();
    expect(phone.rings).toHaveLength(3);
  });

  test('a step-up past its budget is told so at once; an approval starts the count anew', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const start = (count: number) => browser.transfer({ count }, async);
    for (let count = 1; count <= 4; count += 1) await start(count);
    const id = idOf(await start(5));
    const refused = await start(6);
    expect(problemOf(refused)).toBe('quota-exceeded');
    expect(Number(answerOf(refused).headers['retry-after'])).toBeGreaterThan(0);
    await settled();
    expect(under.phone.rings).toHaveLength(5);
    under.phone.rings[4]?.approve();
    await settled();
    expect(problemOf(await browser.transfer({ count: 5 }, repeat(id)))).toBe('pass');
    expect(problemOf(await start(7))).toBe('approval-required');
  });
});

describe('guessed codes', () => {
  test('T26: five wrong ones, over however many challenges of an account, and the right one counts no more', async () => {
    const under = gateUnderTest();
    const challenges = [];
    for (let count = 0; count < 3; count += 1) {
      const browser = under.browser();
      challenges.push({ browser, id: idOf(await browser.login('alice', async)) });
    }
    const rings = [await under.phone.ring(), await under.phone.ring(), await under.phone.ring()];
    for (const ring of rings) ring.approve();
    await settled();
    const wrong = ['000000', '111111', '222222'].filter((code) =>
      rings.every((ring) => ring.code !== code),
    );
    for (const { browser, id } of challenges.slice(0, 2)) {
      for (let count = 0; count < 3; count += 1) {
        await browser.login('alice', repeat(id, { code: wrong[0] }));
      }
    }
    const last = challenges[2]!;
    const right = await last.browser.login('alice', repeat(last.id, { code: rings[2]?.code }));
    expect(problemOf(right)).toBe('code-mismatch');
  });

  test('the right code starts the count of the account anew', async () => {
    const under = gateUnderTest();
    for (let round = 0; round < 3; round += 1) {
      const browser = under.browser();
      const id = idOf(await browser.login('alice', async));
      const ring = await under.phone.ring();
      const wrong = ring.code === '000000' ? '111111' : '000000';
      await browser.login('alice', repeat(id, { code: wrong }));
      await browser.login('alice', repeat(id, { code: wrong }));
      ring.approve();
      await settled();
      expect(problemOf(await browser.login('alice', repeat(id, { code: ring.code })))).toBe('pass');
    }
  });
});
