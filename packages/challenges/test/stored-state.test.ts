import { expect, test } from 'vitest';
import { memoryChallengeStore, type NewChallenge } from '../src/index.ts';
import { alice, async, idOf } from './helpers/browser.ts';
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
