import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { KnownBrowserStore } from '../stores/known-browser-store.ts';
import { type Check, checkWith, type OpenStore, type TestRunner } from './store-suite.ts';

/** Defines the tests that every `KnownBrowserStore` passes: who writes a driver runs it on that. */
export const describeKnownBrowserStore = (
  runner: TestRunner,
  name: string,
  open: OpenStore<KnownBrowserStore>,
): void => {
  runner.describe(name, () => {
    const check = checkWith(runner, open);
    listTests(check);
    revocationTests(check);
  });
};

const day = 86_400;

/** Enough for times to differ. */
const moment = 5;

const browser = (id: string) => ({ id, sealed: `the name of ${id}, sealed` });

const listTests = (check: Check<KnownBrowserStore>): void => {
  check(
    'lists the browsers of an account with their first and last login, the latest first',
    async ({ store, advance }) => {
      const account = randomUUID();
      deepEqual(await store.list(account), []);
      const first = await store.remember(account, browser('a'), day);
      await advance(moment);
      const second = await store.remember(account, browser('b'), day);
      await advance(moment);
      const third = await store.remember(account, { id: 'a', sealed: 'renamed' }, day);
      ok(first < second && second < third);
      deepEqual(await store.list(account), [
        { id: 'a', sealed: 'renamed', since: first, lastUsedAt: third },
        { ...browser('b'), since: second, lastUsedAt: second },
      ]);
      deepEqual(await store.list(randomUUID()), []);
    },
  );

  check('lists the fifty that were used last', async ({ store, advance }) => {
    const account = randomUUID();
    for (let index = 0; index < 52; index += 1) {
      await store.remember(account, browser(`browser ${index}`), day);
      await advance(moment);
    }
    const listed = await store.list(account);
    deepEqual(
      listed.map(({ id }) => id),
      Array.from({ length: 50 }, (_, index) => `browser ${51 - index}`),
    );
  });

  check(
    'knows and lists a browser until so long after its last login',
    async ({ store, advance }) => {
      const account = randomUUID();
      const issuedAt = await store.remember(account, browser('a'), 2);
      equal(await store.isKnown(account, 'a', issuedAt, 2), true);
      await advance(2_000);
      equal(await store.isKnown(account, 'a', issuedAt, 2), false);
      deepEqual(await store.list(account), []);
    },
  );
};

const revocationTests = (check: Check<KnownBrowserStore>): void => {
  check(
    'revokes one browser of one account, and knows it again after its next login',
    async ({ store, advance }) => {
      const [account, other] = [randomUUID(), randomUUID()];
      const issuedAt = await store.remember(account, browser('a'), day);
      await store.remember(account, browser('b'), day);
      await store.remember(other, browser('a'), day);
      await advance(moment);
      await store.revoke(account, 'a', day);
      equal(await store.isKnown(account, 'a', issuedAt, day), false);
      equal(await store.isKnown(account, 'b', issuedAt, day), true);
      equal(await store.isKnown(other, 'a', issuedAt, day), true);
      deepEqual(
        (await store.list(account)).map(({ id }) => id),
        ['b'],
      );
      await advance(moment);
      const again = await store.remember(account, browser('a'), day);
      equal(await store.isKnown(account, 'a', again, day), true);
      equal(await store.isKnown(account, 'a', issuedAt, day), false);
    },
  );

  check(
    'revokes all browsers of an account, also those that it does not list',
    async ({ store, advance }) => {
      const account = randomUUID();
      const issuedAt = await store.remember(account, browser('a'), day);
      await advance(moment);
      await store.revoke(account, undefined, day);
      equal(await store.isKnown(account, 'a', issuedAt, day), false);
      equal(await store.isKnown(account, 'not listed', issuedAt, day), false);
      deepEqual(await store.list(account), []);
      await advance(moment);
      const again = await store.remember(account, browser('a'), day);
      equal(await store.isKnown(account, 'a', again, day), true);
    },
  );
};
