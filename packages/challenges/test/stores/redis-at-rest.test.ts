import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/index.ts';
import { changesChannel } from '../../src/redis/scripts/challenge/record.ts';
import { accepted, denied, keyOf, newChallenge } from '../../src/testing/challenge/challenges.ts';
import { alice, async, idOf, problemOf, repeat } from '../helpers/browser.ts';
import { gateUnderTest } from '../helpers/gate-under-test.ts';
import { openStores, type OpenedStores } from './helpers/opened-stores.ts';

const slowly = { timeout: 20_000 };

/** Every key with all that is stored under it, and the milliseconds until it goes. */
const dump = async (
  ask: OpenedStores['ask'],
): Promise<{ key: string; value: string; ttl: number }[]> => {
  const keys = (await ask('KEYS', '*')) as string[];
  const reads: Record<string, readonly string[]> = {
    string: ['GET'],
    hash: ['HGETALL'],
    zset: ['ZRANGE', '0', '-1', 'WITHSCORES'],
  };
  return Promise.all(
    keys.map(async (key) => {
      const [command = '', ...args] = reads[String(await ask('TYPE', key))] ?? [];
      const value = JSON.stringify(await ask(command, key, ...args));
      return { key, value, ttl: Number(await ask('PTTL', key)) };
    }),
  );
};

describe('what lies in Redis', () => {
  test('T31: holds no id, code, cookie, session, account, browser, address or content, and all of it expires', async () => {
    const { server: _, ask, ...stores } = await openStores();
    const { phone, browser: open } = gateUnderTest({
      ...stores,
      clock: systemClock,
      limits: { shutdownGraceMs: 1 },
    });
    const browser = open();
    const login = idOf(await browser.login(alice.accountName, async));
    const ring = await phone.ring();
    await browser.login(
      alice.accountName,
      repeat(login, { code: ring.code === '000000' ? '000001' : '000000' }),
    );
    ring.approve();
    await expect
      .poll(
        async () =>
          problemOf(await browser.login(alice.accountName, repeat(login, { code: ring.code }))),
        slowly,
      )
      .toBe('pass');
    const stepUp = idOf(await browser.transfer({ payee: 'ACME GmbH' }, async));
    const pending = idOf(await open().login(alice.accountName, async));
    const rings = [await phone.ring(), await phone.ring()];

    const stored = await dump(ask);
    const parts = stored.map(({ key }) => /^bloksec:\{[\w-]{43}\}:([a-z])(?::|$)/.exec(key)?.[1]);
    expect(new Set(parts)).toEqual(new Set(['b', 'c', 'j', 'p', 'q']));
    for (const { key, ttl } of stored)
      expect({ key, expires: ttl > 0 }).toEqual({ key, expires: true });
    const text = JSON.stringify(stored);
    const codes = [ring, ...rings].map(({ code }) => code).filter((code) => code !== undefined);
    const raw = [login, stepUp, pending, ...codes, ...browser.cookies.values()];
    const texts = [
      alice.session,
      alice.accountName,
      'alice',
      'ACME',
      'Firefox',
      '203.0.113.7',
      'a secret for tests',
    ];
    for (const value of [...raw, ...texts]) {
      expect(value).toBeTruthy();
      expect(text).not.toContain(value);
    }
  });

  test('goes ten minutes after the end of a challenge, wherever that is by then', async () => {
    const { challengeStore: store, ask } = await openStores();
    const challenge = newChallenge();
    const key = `bloksec:{${challenge.owner}}:c:${challenge.ref}`;
    const { challenge: pending } = await store.create(challenge);
    expect(await ask('PEXPIRETIME', key)).toBe(pending.until + 600_000);
    const { challenge: approved } = await store.move(keyOf(challenge), accepted);
    expect(await ask('PEXPIRETIME', key)).toBe((approved?.until ?? NaN) + 600_000);
    await ask('DEL', key);
    expect(await store.read(keyOf(challenge))).toBeUndefined();
  });

  test('is announced when it changes, and neither when it is new nor when a lease is renewed', async () => {
    const { challengeStore: store, subscribe } = await openStores();
    const heard = await subscribe(changesChannel);
    const challenge = newChallenge();
    const { ref } = challenge;
    await store.create(challenge);
    await store.renew(keyOf(challenge), 'holder');
    await store.read(keyOf(challenge));
    await store.create({ ...newChallenge(), owner: challenge.owner, joinKey: challenge.joinKey });
    await store.move(keyOf(challenge), denied);
    await store.renew(keyOf(challenge), 'holder');
    const last = newChallenge();
    await store.create(last);
    await store.move(keyOf(last), denied);
    await expect.poll(() => heard, slowly).toEqual([`${ref} 2`, `${last.ref} 2`]);
  });
});

test('the stores open one connection for all who wait, end it when they are closed, and leave the given one open', async () => {
  const { challengeStore: store, ask } = await openStores();
  const connections = async () =>
    String(await ask('CLIENT', 'LIST'))
      .trim()
      .split('\n').length;
  const before = await connections();
  const ending = new AbortController();
  const waiting = Array.from({ length: 50 }, () =>
    store.changed(keyOf(newChallenge()), 1, ending.signal),
  );
  await expect.poll(connections, slowly).toBe(before + 1);
  ending.abort();
  await Promise.all(waiting);
  await store.close();
  await expect.poll(connections, slowly).toBe(before);
  await store.ping();
});
