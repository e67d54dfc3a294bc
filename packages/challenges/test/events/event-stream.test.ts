import { describe, expect, test } from 'vitest';
import type { GateEvent } from '../../src/index.ts';
import { approvalOf, async, idOf, repeat } from '../helpers/browser.ts';
import { settled } from '../helpers/fake-clock.ts';
import { watchedGate } from './helpers/watched-gate.ts';

const types = (events: readonly GateEvent[]): string[] => events.map(({ type }) => type);

describe('CH-16: a gate tells what happens, in the order in which it happens', () => {
  test('from the start of a login over its push and code to its use', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.login('alice', async));
    const ring = await under.phone.ring();
    await under.clock.advance(4_000);
    ring.approve();
    await settled();
    await browser.login('alice', repeat(id, { code: 'no' }));
    await browser.login('alice', repeat(id, { code: ring.code, wait: 25 }));
    expect(under.events).toMatchObject([
      { type: 'challenge-started', purpose: 'login', known: false, codeWanted: true },
      { type: 'push-sent' },
      { type: 'push-ended', outcome: 'accepted', waitedMs: 4_000 },
      { type: 'code-refused', attemptsLeft: 2, locked: false },
      { type: 'code-accepted' },
      { type: 'approval-used', method: 'push+code' },
    ]);
  });

  test('a wait, and how long it was', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    const ring = await under.phone.ring();
    const waiting = browser.transfer({}, repeat(id, { wait: 25 }));
    await settled();
    await under.clock.advance(4_000);
    ring.deny();
    await waiting;
    expect(under.events.filter(({ type }) => type.startsWith('wait'))).toMatchObject([
      { type: 'wait-started', purpose: 'step-up' },
      { type: 'wait-ended', waitedMs: 4_000 },
    ]);
  });

  test('a wait of a browser that has gone ends', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    await under.phone.ring();
    const gone = new AbortController();
    const change = { signal: gone.signal };
    const waiting = browser.transfer({}, repeat(id, { wait: 25 }), { change });
    await settled();
    gone.abort();
    await waiting;
    expect(types(under.events).slice(-2)).toEqual(['wait-started', 'wait-ended']);
  });

  test('a cancel gives its call up', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    await under.phone.ring();
    await browser.transfer({}, repeat(id, { cancel: true }));
    await settled();
    expect(under.events.slice(-2)).toMatchObject([
      { type: 'challenge-cancelled' },
      { type: 'push-ended', outcome: 'given-up' },
    ]);
  });

  test('with the challenge’s hashed id, as the approval has it, and one HMAC an account', async () => {
    const under = watchedGate();
    const browser = under.browser();
    const id = idOf(await browser.transfer({}, async));
    (await under.phone.ring()).approve();
    await settled();
    const { challengeRef } = approvalOf(await browser.transfer({}, repeat(id)));
    await under.browser().login('Alice@Example.com', async);
    const challenges = under.events.map((event) => 'challenge' in event && event.challenge);
    const accounts = under.events.map((event) => 'account' in event && event.account);
    expect(new Set(challenges.slice(0, 4))).toEqual(new Set([challengeRef]));
    expect(new Set(accounts).size).toBe(1);
    expect(JSON.stringify(under.events)).not.toMatch(/alice/i);
  });

  test('until the listener is ended', async () => {
    const under = watchedGate();
    const heard: GateEvent[] = [];
    const listener = (event: GateEvent): void => void heard.push(event);
    const [end] = [under.gate.onEvent(listener), under.gate.onEvent(listener)];
    await under.browser().transfer({ amount: 1 }, async);
    end?.();
    await under.browser().transfer({ amount: 2 }, async);
    expect(heard.filter(({ type }) => type === 'challenge-started')).toHaveLength(3);
  });
});
