import { BlokSecError } from '@bloksec/client';
import { expect, test } from 'vitest';
import { memoryChallengeStore, memoryCounterStore } from '../src/index.ts';
import { async, idOf, repeat } from './helpers/browser.ts';
import { fakeClock, settled } from './helpers/fake-clock.ts';
import { gateUnderTest, type GateUnderTest } from './helpers/gate-under-test.ts';

const unknownAccount = new BlokSecError('no such account', {
  code: 'account-not-found',
  delivered: 'yes',
});

/** The names of the store's calls, in their order. */
const recorded = <Store extends object>(store: Store, calls: string[]): Store =>
  new Proxy(store, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]): unknown => {
        calls.push(String(property));
        return Reflect.apply(member, target, values);
      };
    },
  });

const underRecordedStores = (): GateUnderTest & { readonly calls: string[] } => {
  const clock = fakeClock();
  const calls: string[] = [];
  const under = gateUnderTest({
    clock,
    challengeStore: recorded(memoryChallengeStore(clock), calls),
    counterStore: recorded(memoryCounterStore(clock), calls),
  });
  return { ...under, calls };
};

/** What has happened to the account before a stranger names it. */
const accounts: readonly (readonly [string, (under: GateUnderTest) => Promise<void>])[] = [
  ['exists', async () => undefined],
  [
    'does not exist, or is disabled',
    async (under) => {
      await under.browser().login('alice', async);
      (await under.phone.ring()).fail(unknownAccount);
      await settled();
    },
  ],
  [
    'has denied a moment ago',
    async (under) => {
      await under.browser().login('alice', async);
      (await under.phone.ring()).deny();
      await settled();
    },
  ],
  [
    'has no budget left',
    async (under) => {
      for (let count = 0; count < 6; count += 1) {
        await under.browser().login('alice', async);
        await settled();
      }
    },
  ],
];

/** What the stores are asked before the answer of a start and of a repeat is there. */
const workFor = async (arrange: (under: GateUnderTest) => Promise<void>) => {
  const under = underRecordedStores();
  await arrange(under);
  const browser = under.browser();
  under.calls.length = 0;
  const id = idOf(await browser.login('alice', async));
  const start = [...under.calls];
  await settled();
  under.calls.length = 0;
  await browser.login('alice', repeat(id));
  const repeated = [...under.calls];
  under.calls.length = 0;
  await browser.login('alice', repeat(id, { code: 'no digits' }));
  return { start, repeated, code: [...under.calls] };
};

test.each(accounts)(
  'T23: a stranger’s login costs the same calls of the stores before each answer, where the account %s',
  async (_which, arrange) => {
    expect(await workFor(arrange)).toEqual({
      start: ['take', 'create'],
      repeated: ['consume'],
      code: ['read', 'take', 'tryCode'],
    });
  },
);
