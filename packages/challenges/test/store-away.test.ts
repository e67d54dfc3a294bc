import { describe, expect, test } from 'vitest';
import { memoryChallengeStore, memoryCounterStore } from '../src/index.ts';
import { answerOf, async, idOf, problemOf, repeat } from './helpers/browser.ts';
import { failingStore } from './helpers/failing-store.ts';
import { fakeClock, settled } from './helpers/fake-clock.ts';
import { gateUnderTest } from './helpers/gate-under-test.ts';

const underFailingStore = () => {
  const clock = fakeClock();
  const challenges = failingStore(memoryChallengeStore(clock));
  const counters = failingStore(memoryCounterStore(clock));
  return {
    ...gateUnderTest({ clock, challengeStore: challenges.store, counterStore: counters.store }),
    clock,
    challenges,
    counters,
  };
};

describe('while the challenge store is away', () => {
  test('nothing starts and nothing passes: the browser is asked to come back', async () => {
    const under = underFailingStore();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    (await under.phone.ring()).approve();
    await settled();
    under.challenges.lose();
    for (const headers of [async, repeat(id), repeat(id, { cancel: true })]) {
      const answer = answerOf(await browser.transfer({}, headers));
      expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    }
    under.challenges.bringBack();
    expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('pass');
  });

  test('a request that waits goes on waiting, and hears of the approval once the store is back', async () => {
    const under = underFailingStore();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    const ring = await under.phone.ring();
    const waiting = browser.transfer({}, repeat(id, { wait: 25 }));
    await settled();
    under.challenges.lose();
    await under.clock.advance(8000);
    under.challenges.bringBack();
    ring.approve();
    await settled();
    await under.clock.advance(3000);
    expect(answerOf(await waiting).problem.challenge).toMatchObject({ status: 'approved' });
  });

  test('an answer of the phone that could not be recorded is lost, and approves nothing later', async () => {
    const under = underFailingStore();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    const ring = await under.phone.ring();
    under.challenges.lose();
    ring.approve();
    await settled();
    under.challenges.bringBack();
    expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('approval-pending');
    await under.clock.advance(120_000);
    expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('approval-expired');
  });

  test('for as long as a lease lasts, what is pending has failed afterwards', async () => {
    const under = underFailingStore();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    await under.phone.ring();
    under.challenges.lose();
    await under.clock.advance(10_000);
    under.challenges.bringBack();
    expect(problemOf(await browser.transfer({}, repeat(id)))).toBe('approval-failed');
  });
});

test('while the counters are away a stranger’s login rings no phone, and looks like any other', async () => {
  const under = underFailingStore();
  const start = () => under.browser().login('alice', async, { clientAddress: '10.0.0.1' });
  const before = answerOf(await start());
  await settled();
  under.counters.lose();
  const during = answerOf(await start());
  await settled();
  expect([during.status, Object.keys(during.headers)]).toEqual([
    before.status,
    Object.keys(before.headers),
  ]);
  expect(under.phone.rings).toHaveLength(1);
  expect((await under.gate.health()).callsInFlight).toBe(1);
});
