import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { answerOf, async, idOf, problemOf, repeat } from './helpers/browser.ts';
import { settled } from './helpers/fake-clock.ts';
import { gateUnderTest, type GateUnderTest, logInAsNew } from './helpers/gate-under-test.ts';

const startFrom = async (
  under: GateUnderTest,
  clientAddress: string,
  accountName = 'alice',
  headers: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const browser = under.browser();
  return problemOf(await browser.login(accountName, { ...async, ...headers }, { clientAddress }));
};

const startsUntilRefused = async (
  under: GateUnderTest,
  addressOf: (count: number) => string,
): Promise<number> => {
  for (let count = 0; count < 150; count += 1) {
    const problem = await startFrom(under, addressOf(count), `user-${count}`);
    if (problem === 'quota-exceeded') return count;
  }
  return Infinity;
};

describe('starts from one address', () => {
  test('end at a hundred in ten minutes, and go on afterwards', async () => {
    const under = gateUnderTest();
    expect(await startsUntilRefused(under, () => '203.0.113.9')).toBe(100);
    const refused = await under.browser().login('zoe', async, { clientAddress: '203.0.113.9' });
    expect(answerOf(refused)).toMatchObject({ status: 429, headers: { 'retry-after': '600' } });
    expect(await startFrom(under, '203.0.113.10')).toBe('approval-required');
    await under.clock.advance(600_000);
    expect(await startFrom(under, '203.0.113.9')).toBe('approval-required');
  });

  test('are those of a whole /64 in IPv6, however it is written', async () => {
    const under = gateUnderTest();
    const spellings = ['2001:db8::', '2001:0DB8:0:0:ffff::', '2001:db8:0:0:1:2:3:', '2001:db8::9:'];
    const addressOf = (count: number) => `${spellings[count % 4]!}${(count + 1).toString(16)}`;
    expect(await startsUntilRefused(under, addressOf)).toBe(100);
    expect(await startFrom(under, '2001:db8:0:1::1')).toBe('approval-required');
  });

  test('T36: are counted by the address that the framework trusts, whatever a header says', async () => {
    const under = gateUnderTest();
    const problems = new Set<string>();
    for (let count = 0; count <= 100; count += 1) {
      const forged = { 'x-forwarded-for': `198.51.100.${count}` };
      problems.add(await startFrom(under, '203.0.113.9', `user-${count}`, forged));
    }
    expect(problems).toContain('quota-exceeded');
  });

  test('do not count for a browser that is known', async () => {
    const under = gateUnderTest();
    const known = under.browser();
    await logInAsNew(under, known, 'alice');
    expect(await startsUntilRefused(under, () => '203.0.113.7')).toBe(99);
    expect(problemOf(await known.login('alice', async))).toBe('approval-required');
  });

  test.each(['127.0.0.1', '10.1.2.3', '::ffff:192.168.0.7', '::1', 'fd00::1', 'fe80::1%eth0'])(
    'are not limited from %s, a private address; in production the operator is told once',
    async (address) => {
      vi.stubEnv('NODE_ENV', 'production');
      onTestFinished(() => void vi.unstubAllEnvs());
      const under = gateUnderTest();
      expect(await startsUntilRefused(under, () => address)).toBe(Infinity);
      const told = under.log.filter((line) => line.includes('trust'));
      expect(told).toHaveLength(1);
    },
  );
});

test('starts are not limited where the framework tells no address', async () => {
  const under = gateUnderTest({ limits: { startsPerAddress: { points: 1, seconds: 60 } } });
  const problems = [];
  for (const clientAddress of [undefined, undefined, 'unix:', 'unix:']) {
    const browser = under.browser();
    problems.push(problemOf(await browser.login('alice', async, { clientAddress })));
  }
  expect(new Set(problems)).toEqual(new Set(['approval-required']));
});

describe('repeats while the phone has not answered', () => {
  test('T34: the sixty-first in a minute is told to slow down, and the approval goes on', async () => {
    const under = gateUnderTest();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    const ring = await under.phone.ring();
    for (let count = 0; count < 60; count += 1) {
      expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('approval-pending');
    }
    const slowDown = answerOf(await browser.transfer({}, repeat(id)));
    expect(slowDown).toMatchObject({ status: 429, final: false, headers: { 'retry-after': '60' } });
    expect(slowDown.problem).toMatchObject({ interval: 60 });
    expect(slowDown.problem.type).toMatch(/\/slow-down$/);
    ring.approve();
    await settled();
    expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('pass');
  });

  test('T34: are counted for each browser by itself', async () => {
    const under = gateUnderTest({ limits: { polls: { points: 1, seconds: 60 } } });
    const problems: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const browser = under.browser();
      const id = idOf(await browser.login('alice', async));
      problems.push(problemOf(await browser.login('alice', repeat(id))));
    }
    expect(problems).toEqual(['approval-pending', 'approval-pending']);
  });
});
