import { expect, test } from 'vitest';
import { type ChallengeStore, memoryChallengeStore, type NewChallenge } from '../src/index.ts';
import { alice, approvalOf, async, idOf, repeat } from './helpers/browser.ts';
import { fakeClock, settled } from './helpers/fake-clock.ts';
import { gateUnderTest } from './helpers/gate-under-test.ts';

test('T31: what is stored of a login or a step-up holds no id, code, cookie, session, account name or content', async () => {
  const stored: NewChallenge[] = [];
  const store = memoryChallengeStore();
  const { phone, browser: open } = gateUnderTest({
    challengeStore: {
      ...store,
      create: (challenge) => {
        stored.push(challenge);
        return store.create(challenge);
      },
    },
  });
  const browser = open();
  const login = idOf(await browser.login(alice.accountName, async));
  const stepUp = idOf(await browser.transfer({ payee: 'ACME GmbH' }, async));
  const code = (await phone.ring()).code ?? (await phone.ring()).code;
  const dump = JSON.stringify(stored);
  expect(stored).toHaveLength(2);
  const cookie = browser.cookies.get('__Host-bloksec');
  for (const raw of [login, stepUp, code, cookie, alice.session, alice.accountName, 'ACME']) {
    expect(raw).toBeTruthy();
    expect(dump).not.toContain(raw);
  }
});

test('T32: a store that loses its last write lets a second request through under the same challengeRef, which a ledger refuses', async () => {
  const clock = fakeClock();
  const stores = [memoryChallengeStore(clock), memoryChallengeStore(clock)] as const;
  let primary: ChallengeStore = stores[0];
  /** A replica that has everything but the consumption, as an asynchronous one may when it takes over. */
  const replicated: ChallengeStore = {
    ...stores[0],
    create: async (challenge) => (await stores[1].create(challenge), stores[0].create(challenge)),
    move: async (key, move) => (await stores[1].move(key, move), stores[0].move(key, move)),
    consume: (key, claim) => primary.consume(key, claim),
  };
  const { phone, browser: open } = gateUnderTest({ clock, challengeStore: replicated });
  const browser = open();
  const id = idOf(await browser.transfer({}, async));
  (await phone.ring()).approve();
  await settled();
  const first = approvalOf(await browser.transfer({}, repeat(id)));
  primary = stores[1];
  const second = approvalOf(await browser.transfer({}, repeat(id)));
  expect(second.challengeRef).toBe(first.challengeRef);
  const ledger = new Set([first.challengeRef, second.challengeRef]);
  expect(ledger.size).toBe(1);
});
