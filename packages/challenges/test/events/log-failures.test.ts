import { BlokSecError } from '@bloksec/client';
import { describe, expect, test } from 'vitest';
import { memoryChallengeStore, memoryCounterStore } from '../../src/index.ts';
import { async, idOf, problemOf, repeat } from '../helpers/browser.ts';
import { settled } from '../helpers/fake-clock.ts';
import { logInAsNew } from '../helpers/gate-under-test.ts';
import { watchedGate } from './helpers/watched-gate.ts';

const away = new BlokSecError('The service failed.', {
  code: 'service-unavailable',
  delivered: 'yes',
});

describe('CH-16: how the phone was answered', () => {
  const unknown = new BlokSecError('No.', { code: 'account-not-found', delivered: 'yes' });
  const late = new BlokSecError('No.', { code: 'timeout', delivered: 'yes' });

  test.each([
    ['no', 'deny', undefined, 'The request was denied on the phone.'],
    ['not at all', 'expire', undefined, 'Nobody answered on the phone in time.'],
    ['not by the deadline', 'fail', late, 'Nobody answered on the phone in time.'],
    ['there is no such account', 'fail', unknown, 'BlokSec knows no such account.'],
  ] as const)('%s: authn_login_fail, as a warning', async (_title, answer, error, text) => {
    const under = watchedGate();
    await under.browser().login('alice', async);
    const ring = await under.phone.ring();
    await under.clock.advance(1_500);
    ring[answer](error);
    await settled();
    expect(under.told()).toEqual(['warn authn_login_fail:#']);
    expect(under.lines[0]).toMatchObject({ description: text, waited_seconds: 1.5 });
  });

  test('no, to a step-up: authz_fail', async () => {
    const under = watchedGate();
    await under.browser().transfer({}, async);
    (await under.phone.ring()).deny();
    await settled();
    expect(under.told()).toEqual(['warn authz_fail:#,step-up']);
  });
});

describe('what fails around the gate is an error', () => {
  test('BlokSec does, with what the client says of it', async () => {
    const under = watchedGate();
    await under.browser().login('alice', async);
    (await under.phone.ring()).fail(away);
    await settled();
    expect(under.told()).toEqual(['error sys_dependency_fail:bloksec,service-unavailable']);
    expect(under.lines[0]?.description).toContain('The service failed.');
  });

  test('the client throws what it must not: its kind is told, not its message', async () => {
    const under = watchedGate();
    await under.browser().login('alice', async);
    (await under.phone.ring()).fail(new TypeError('alice typed 123456'));
    await settled();
    expect(under.told()).toEqual(['error sys_dependency_fail:bloksec,unexpected']);
    expect(under.lines[0]?.description).toContain('The client threw no BlokSecError.');
  });

  test('BlokSec does again and again, until it is not asked for a while, and answers again', async () => {
    const under = watchedGate({ limits: { breaker: { failures: 2, seconds: 10 } } });
    for (const amount of [1, 2]) {
      await under.browser().transfer({ amount }, async);
      (await under.phone.ring()).fail(away);
      await settled();
    }
    // One line for the outage, none for each request that it refuses.
    expect(problemOf(await under.browser().transfer({}, async))).toBe('provider-unavailable');
    await under.clock.advance(10_000);
    await under.browser().transfer({}, async);
    (await under.phone.ring()).deny();
    await settled();
    const failed = 'error sys_dependency_fail:bloksec,service-unavailable';
    expect(under.told()).toEqual([
      failed,
      'error sys_dependency_fail:bloksec,breaker-opened',
      failed,
      'info sys_dependency_restored:bloksec',
      'warn authz_fail:#,step-up',
    ]);
  });

  test('a store does: at most one line a second for each, with the error’s class and code', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED to alice'), {
      code: 'ECONNREFUSED',
    });
    const fail = async (): Promise<never> => {
      throw refused;
    };
    const under = watchedGate({
      challengeStore: { ...memoryChallengeStore(), create: fail },
      counterStore: { ...memoryCounterStore(), take: fail },
    });
    for (let count = 0; count < 5; count += 1) await under.browser().transfer({}, async);
    await under.browser().login('alice', async);
    await under.clock.advance(1_000);
    await under.browser().transfer({}, async);
    const challenges = 'error sys_dependency_fail:store,challenges';
    expect(under.told()).toEqual([
      challenges,
      'error sys_dependency_fail:store,counters',
      challenges,
    ]);
    expect(under.lines[0]?.description).toContain('(Error ECONNREFUSED)');
    expect(under.events.filter(({ type }) => type === 'store-failed')).toHaveLength(7);
  });

  test('the store does just as the answer comes: it does not count', async () => {
    const store = memoryChallengeStore();
    const under = watchedGate({
      challengeStore: { ...store, move: () => Promise.reject(new Error('away')) },
    });
    const browser = under.browser();
    await browser.transfer({}, async);
    (await under.phone.ring()).approve();
    await settled();
    expect(under.told()).toEqual([
      'error sys_dependency_fail:store,challenges',
      'error sys_dependency_fail:bloksec,not-recorded',
    ]);
  });
});

describe('what operators add decides nothing', () => {
  const loggedIn = async (under: ReturnType<typeof watchedGate>): Promise<string> => {
    const browser = under.browser();
    await logInAsNew(under, browser, 'alice');
    const id = idOf(await browser.transfer({}, async));
    (await under.phone.ring()).approve();
    await settled();
    return problemOf(await browser.transfer({}, repeat(id)));
  };

  test('a listener that throws is told to the logger, and the next one hears the event', async () => {
    const under = watchedGate();
    const end = under.gate.onEvent(() => {
      throw new RangeError('alice');
    });
    const heard: string[] = [];
    under.gate.onEvent(({ type }) => heard.push(type));
    expect(await loggedIn(under)).toBe('pass');
    expect(heard).toEqual(under.events.map(({ type }) => type));
    const told = under.told().filter((line) => line.includes('event-listener'));
    // They are all told at one time by the gate's clock, which stands still.
    expect(told).toHaveLength(1);
    expect(under.lines.find(({ event }) => event.includes('listener'))?.description).toContain(
      '(RangeError)',
    );
    end();
    const before = under.lines.length;
    await under.clock.advance(1_000);
    await under.browser().login('bob', async);
    expect(under.lines).toHaveLength(before);
  });

  test('a logger that throws is not heard of', async () => {
    const fail = (): never => {
      throw new Error('disk full');
    };
    const under = watchedGate({ logger: { info: fail, warn: fail, error: fail } });
    expect(await loggedIn(under)).toBe('pass');
  });
});
