import { describe, expect, test } from 'vitest';
import { memoryChallengeStore, type NewChallenge } from '../src/index.ts';
import { fakeClock } from './helpers/fake-clock.ts';

const newChallenge = (ref: string, more: Partial<NewChallenge> = {}): NewChallenge => ({
  ref,
  purpose: 'step-up',
  keyId: 'key',
  owner: 'owner',
  joinKey: `join ${ref}`,
  account: 'account',
  binding: 'binding',
  details: 'details',
  sealed: 'sealed',
  revealed: true,
  codeHash: undefined,
  pendingMs: 60_000,
  approvedMs: 30_000,
  ...more,
});
const key = (ref: string) => ({ owner: 'owner', ref });
const claim = { binding: 'binding', details: 'details' };
const accepted = { to: 'accepted', requestId: '622b95833bab53f6bba946d0' } as const;

describe('the challenge store', () => {
  test('allows each move from pending once, and none from a state that has ended', async () => {
    const store = memoryChallengeStore(fakeClock());
    const ends = [
      [{ to: 'denied' }, 'denied'],
      [{ to: 'expired' }, 'expired'],
      [{ to: 'cancelled' }, 'cancelled'],
      [{ to: 'failed', failure: 'provider' }, 'failed'],
      [{ to: 'void', failure: 'binding' }, 'failed'],
    ] as const;
    for (const [index, [end, state]] of ends.entries()) {
      const ref = String(index);
      await store.create(newChallenge(ref));
      expect(await store.move(key(ref), end)).toMatchObject({ moved: true, challenge: { state } });
      for (const [late] of [...ends, [accepted]]) {
        expect(await store.move(key(ref), late)).toMatchObject({
          moved: false,
          challenge: { state },
        });
      }
      expect(await store.consume(key(ref), claim)).toMatchObject({ consumed: false });
    }
  });

  test('an approval can be used or made void, and nothing else', async () => {
    const store = memoryChallengeStore(fakeClock());
    await store.create(newChallenge('a'));
    await store.move(key('a'), accepted);
    for (const to of ['denied', 'expired', 'cancelled'] as const) {
      expect(await store.move(key('a'), { to })).toMatchObject({ moved: false });
    }
    expect(await store.consume(key('a'), claim)).toMatchObject({
      consumed: true,
      challenge: { state: 'consumed', requestId: accepted.requestId },
    });
    expect(await store.consume(key('a'), claim)).toMatchObject({ consumed: false });
    await store.create(newChallenge('b'));
    await store.move(key('b'), accepted);
    await store.move(key('b'), { to: 'void', failure: 'binding' });
    expect(await store.consume(key('b'), claim)).toMatchObject({
      consumed: false,
      challenge: { state: 'void' },
    });
  });

  test.each(['binding', 'details'])('a claim with another %s voids the approval', async (part) => {
    const store = memoryChallengeStore(fakeClock());
    await store.create(newChallenge('a'));
    await store.move(key('a'), accepted);
    const wrong = await store.consume(key('a'), { ...claim, [part]: 'other' });
    expect(wrong).toMatchObject({ consumed: false, challenge: { state: 'void' } });
    expect(await store.consume(key('a'), claim)).toMatchObject({ consumed: false });
  });

  test('another owner finds no challenge, reads none, moves none, uses none up', async () => {
    const store = memoryChallengeStore(fakeClock());
    await store.create(newChallenge('a'));
    await store.move(key('a'), accepted);
    const foreign = { owner: 'other', ref: 'a' };
    expect(await store.read(foreign)).toBeUndefined();
    expect(await store.move(foreign, { to: 'void', failure: 'binding' })).toMatchObject({
      moved: false,
    });
    expect(await store.consume(foreign, claim)).toMatchObject({ consumed: false });
    expect(await store.consume(key('a'), claim)).toMatchObject({ consumed: true });
  });

  test('forgets a challenge ten minutes after its end, and remembers it until then', async () => {
    const clock = fakeClock();
    const store = memoryChallengeStore(clock);
    await store.create(newChallenge('old'));
    await clock.advance(60_000 + 600_000 - 1);
    await store.create(newChallenge('x'));
    expect(await store.read(key('old'))).toMatchObject({ state: 'expired', remainingMs: 0 });
    await clock.advance(1);
    await store.create(newChallenge('y'));
    expect(await store.read(key('old'))).toBeUndefined();
  });

  test('joins the live challenge with the same key, and starts a new one after its end', async () => {
    const store = memoryChallengeStore(fakeClock());
    const same = { joinKey: 'same' };
    expect(await store.create(newChallenge('a', same))).toMatchObject({ created: true });
    expect(await store.create(newChallenge('b', same))).toMatchObject({
      created: false,
      challenge: { ref: 'a' },
    });
    await store.move(key('a'), { to: 'denied' });
    expect(await store.create(newChallenge('c', same))).toMatchObject({ created: true });
  });

  test('wakes who waits for a change: at the change, at the abort, at the close, or at once when it is behind', async () => {
    const store = memoryChallengeStore(fakeClock());
    const { challenge } = await store.create(newChallenge('a'));
    const never = new AbortController().signal;
    const woken: string[] = [];
    const wait = async (name: string, version: number, signal = never): Promise<void> => {
      await store.changed(key('a'), version, signal);
      woken.push(name);
    };
    const aborted = new AbortController();
    const behind = wait('behind', challenge.version - 1);
    const byAbort = wait('abort', challenge.version, aborted.signal);
    const byMove = wait('move', challenge.version);
    await behind;
    aborted.abort();
    await byAbort;
    await store.move(key('a'), { to: 'denied' });
    await byMove;
    const byClose = wait('close', challenge.version + 1);
    await store.close();
    await byClose;
    expect(woken).toEqual(['behind', 'abort', 'move', 'close']);
  });
});
