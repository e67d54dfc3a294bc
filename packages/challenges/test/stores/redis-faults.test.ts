import { describe, expect, test } from 'vitest';
import { accepted, claim, keyOf, newChallenge } from '../../src/testing/challenge/challenges.ts';
import { outcome } from './helpers/outcome.ts';
import { type OpenedStores, openStores } from './helpers/opened-stores.ts';

const never = new AbortController().signal;
const keptOnDisk = ['--appendonly', 'yes', '--appendfsync', 'always'];

/** Resolves once Redis has so many subscribers. */
const subscribers = async (ask: OpenedStores['ask'], count: number) => {
  const now = async () => (await ask('PUBSUB', 'NUMSUB', 'bloksec:changes')) as [string, number];
  while ((await now())[1] !== count);
};

/** Drops the subscription, and lets it come back only once something was done. */
const withoutSubscription = async (ask: OpenedStores['ask'], act: () => Promise<unknown>) => {
  await ask('CONFIG', 'SET', 'maxclients', '2'); // the stores' and the operator's
  await ask('CLIENT', 'KILL', 'TYPE', 'pubsub');
  await act();
  await ask('CONFIG', 'SET', 'maxclients', '100');
};

describe('T30, T32: when Redis or the way to it fails', () => {
  test('who waits hears of a change that was announced while the subscription was down', async () => {
    const { challengeStore: store, ask } = await openStores();
    const challenge = newChallenge();
    await store.create(challenge);
    const waiting = outcome(store, keyOf(challenge));
    await subscribers(ask, 1);
    await withoutSubscription(ask, () => store.move(keyOf(challenge), { to: 'cancelled' }));
    expect(await waiting).toBe('cancelled');
    await subscribers(ask, 1);
  });

  test('who had read before that, and begins to wait only after it, hears of it too', async () => {
    const { challengeStore: store, ask } = await openStores();
    const challenge = newChallenge();
    const { challenge: read } = await store.create(challenge);
    const anyWakeUp = () => store.changed(keyOf(newChallenge()), 1, never);
    await anyWakeUp(); // It is connected,
    await anyWakeUp(); // and subscribed.
    const back = anyWakeUp();
    await withoutSubscription(ask, () => store.move(keyOf(challenge), { to: 'cancelled' }));
    await back;
    await store.changed(keyOf(challenge), read.version, never);
    expect(await store.read(keyOf(challenge))).toMatchObject({ state: 'cancelled' });
  });

  test('who waits from before Redis is there hears of it once it is', async () => {
    const { challengeStore: store, server } = await openStores({ args: keptOnDisk });
    const challenge = newChallenge();
    await store.create(challenge);
    const { challenge: after } = await store.tryCode(keyOf(challenge), 'code', 3);
    await server.kill();
    const waiting = store.changed(keyOf(challenge), after?.version ?? NaN, never);
    await server.restart();
    await waiting;
    expect(await store.read(keyOf(challenge))).toMatchObject({ state: 'pending' });
  });

  test('every answer is a rejection within seconds, and of waiting there is an end when it is told to', async () => {
    const { challengeStore, counterStore, knownBrowserStore, server } = await openStores();
    const challenge = newChallenge();
    await challengeStore.create(challenge);
    const key = keyOf(challenge);
    await server.kill();
    const quota = { name: 'quota', points: 1, seconds: 60 };
    const places = { name: 'places', places: 1, seconds: 60 };
    const began = performance.now();
    const answers = await Promise.allSettled([
      challengeStore.create(newChallenge()),
      challengeStore.read(key),
      challengeStore.move(key, accepted),
      challengeStore.tryCode(key, 'code', 3),
      challengeStore.renew(key, 'holder'),
      challengeStore.consume(key, claim),
      challengeStore.ping(),
      counterStore.take(quota, 'key'),
      counterStore.reset(quota, 'key'),
      counterStore.pause('pause', 'key', 60),
      counterStore.pausedMs('pause', 'key'),
      counterStore.resume('pause', 'key'),
      counterStore.enter(places, 'key', 'member'),
      counterStore.leave(places, 'key', 'member'),
      knownBrowserStore.remember('account', { id: 'id', sealed: 'sealed' }, 60),
      knownBrowserStore.isKnown('account', 'id', 0, 60),
      knownBrowserStore.list('account'),
      knownBrowserStore.revoke('account', 'id', 60),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 'rejected'));
    expect(performance.now() - began).toBeLessThan(15_000);
    for (const answer of answers) {
      const { reason } = answer as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(Error);
      expect(reason.message).not.toContain(challenge.ref);
    }

    const ending = new AbortController();
    const waiting = challengeStore.changed(key, 1, ending.signal);
    ending.abort();
    await waiting;

    await server.restart();
    await expect
      .poll(
        () =>
          challengeStore.ping().then(
            () => 'there',
            () => 'away',
          ),
        { timeout: 20_000 },
      )
      .toBe('there');
    expect(await challengeStore.create(challenge)).toMatchObject({ created: true });
  });

  test('a Redis that accepts and is silent is a rejection too, and what it does later nobody acts on', async () => {
    const { challengeStore: store, ask } = await openStores();
    const challenge = newChallenge();
    await store.create(challenge);
    // Redis knows the script from here on, so that one command is all.
    await store.consume(keyOf(challenge), claim);
    await store.move(keyOf(challenge), accepted);
    await ask('CLIENT', 'PAUSE', '7000', 'ALL');
    await expect(store.consume(keyOf(challenge), claim)).rejects.toThrow(
      /^Redis did not answer within 3 s\. Check that it runs/,
    );
    // Silent until then. It had been sent, so the approval is used up, and nobody may act on it.
    await ask('PING');
    expect(await store.consume(keyOf(challenge), claim)).toMatchObject({
      consumed: false,
      challenge: { state: 'consumed' },
    });
  });

  test('a Redis that comes back empty knows nothing, and nothing is approved', async () => {
    const { challengeStore: store, ask, server } = await openStores();
    const approved = newChallenge();
    await store.create(approved);
    await store.move(keyOf(approved), accepted);
    const pending = newChallenge();
    await store.create(pending);
    const waiting = outcome(store, keyOf(pending));
    await subscribers(ask, 1);

    await server.restart();
    expect(await waiting).toBe('unknown');
    for (const challenge of [approved, pending]) {
      const key = keyOf(challenge);
      expect(await store.renew(key, 'holder')).toBe(false);
      expect(await store.move(key, accepted)).toEqual({ moved: false, challenge: undefined });
      expect(await store.consume(key, claim)).toEqual({ consumed: false, challenge: undefined });
      expect(await store.read(key)).toBeUndefined();
    }
  });

  test('a Redis that keeps every write comes back with what it knew: what was used stays used', async () => {
    const {
      challengeStore: store,
      counterStore,
      knownBrowserStore,
      ask,
      server,
    } = await openStores({
      args: keptOnDisk,
    });
    const [used, unused, pending] = [newChallenge(), newChallenge(), newChallenge()];
    for (const challenge of [used, unused, pending]) await store.create(challenge);
    for (const { owner, ref } of [used, unused]) await store.move({ owner, ref }, accepted);
    await store.consume(keyOf(used), claim);
    const quota = { name: 'quota', points: 1, seconds: 600 };
    await counterStore.take(quota, 'key');
    await counterStore.pause('pause', 'key', 600);
    const issuedAt = await knownBrowserStore.remember('account', { id: 'id', sealed: '' }, 600);
    await knownBrowserStore.revoke('account', 'id', 600);
    const waiting = outcome(store, keyOf(pending));
    await subscribers(ask, 1);

    await server.restart();
    await subscribers(ask, 1);
    expect(await store.consume(keyOf(used), claim)).toMatchObject({
      consumed: false,
      challenge: { state: 'consumed' },
    });
    expect(await store.consume(keyOf(unused), claim)).toMatchObject({ consumed: true });
    expect(await store.consume(keyOf(unused), claim)).toMatchObject({ consumed: false });
    expect(await counterStore.take(quota, 'key')).toMatchObject({ allowed: false, count: 2 });
    expect(await counterStore.pausedMs('pause', 'key')).toBeGreaterThan(0);
    expect(await knownBrowserStore.isKnown('account', 'id', issuedAt, 600)).toBe(false);
    await store.move(keyOf(pending), accepted);
    expect(await waiting).toBe('approved');
  });

  test('a Redis that has forgotten its scripts is told them again', async () => {
    const { challengeStore: store, ask } = await openStores();
    const challenge = newChallenge();
    await store.create(challenge);
    await ask('SCRIPT', 'FLUSH');
    expect(await store.move(keyOf(challenge), accepted)).toMatchObject({ moved: true });
    await ask('SCRIPT', 'FLUSH');
    expect(await store.consume(keyOf(challenge), claim)).toMatchObject({ consumed: true });
  });
});
