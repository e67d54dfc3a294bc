import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { CounterStore, Places, Quota } from '../stores/counter-store.ts';
import { type Check, checkWith, type OpenStore, type TestRunner } from './store-suite.ts';

/** Defines the tests that every `CounterStore` passes: who writes a driver runs it on that. */
export const describeCounterStore = (
  runner: TestRunner,
  name: string,
  open: OpenStore<CounterStore>,
): void => {
  runner.describe(name, () => {
    const check = checkWith(runner, open);
    quotaTests(check);
    pauseTests(check);
    placeTests(check);
  });
};

/** Long enough for what a test does within, on a slow machine too. */
const seconds = 3;

const quotaOf = (points: number): Quota => ({ name: `quota-${randomUUID()}`, points, seconds });
const placesOf = (places: number): Places => ({ name: `places-${randomUUID()}`, places, seconds });

const quotaTests = (check: Check<CounterStore>): void => {
  check('gives as many as there are, and counts all who ask', async ({ store }) => {
    const quota = quotaOf(3);
    for (const count of [1, 2, 3, 4, 5]) {
      const taken = await store.take(quota, 'key');
      deepEqual([taken.allowed, taken.count], [count <= 3, count]);
      ok(taken.resetMs > 0 && taken.resetMs <= seconds * 1000);
    }
  });

  check('T35: of two hundred who take at once, as many get one as there are', async ({ store }) => {
    const quota = quotaOf(7);
    const takes = Array.from({ length: 200 }, () => store.take(quota, 'key'));
    const taken = await Promise.all(takes);
    equal(taken.filter(({ allowed }) => allowed).length, 7);
    deepEqual(
      taken.map(({ count }) => count).toSorted((a, b) => a - b),
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
  });

  check(
    'gives again when the window has ended that began with the first',
    async ({ store, advance }) => {
      const quota = quotaOf(1);
      equal((await store.take(quota, 'key')).allowed, true);
      equal((await store.take(quota, 'key')).allowed, false);
      await advance(seconds * 1000);
      const taken = await store.take(quota, 'key');
      deepEqual([taken.allowed, taken.count], [true, 1]);
    },
  );

  check('forgets what was taken when it is reset', async ({ store }) => {
    const quota = quotaOf(1);
    await store.take(quota, 'key');
    await store.reset(quota, 'key');
    equal((await store.take(quota, 'key')).count, 1);
  });

  check('counts each key and each name by itself', async ({ store }) => {
    const [one, other] = [quotaOf(1), quotaOf(1)];
    await store.take(one, 'key');
    equal((await store.take(one, 'other key')).allowed, true);
    equal((await store.take(other, 'key')).allowed, true);
    equal((await store.take(one, 'key')).allowed, false);
  });
};

const pauseTests = (check: Check<CounterStore>): void => {
  check(
    'pauses from now on, in place of a pause that runs, until it is ended',
    async ({ store }) => {
      const name = `pause-${randomUUID()}`;
      equal(await store.pausedMs(name, 'key'), 0);
      await store.pause(name, 'key', 1_800);
      await store.pause(name, 'key', 600);
      const left = await store.pausedMs(name, 'key');
      ok(left > 500_000 && left <= 600_000);
      equal(await store.pausedMs(name, 'other key'), 0);
      await store.resume(name, 'key');
      equal(await store.pausedMs(name, 'key'), 0);
    },
  );

  check('ends a pause by itself', async ({ store, advance }) => {
    const name = `pause-${randomUUID()}`;
    await store.pause(name, 'key', 1);
    await advance(1_000);
    equal(await store.pausedMs(name, 'key'), 0);
  });
};

const placeTests = (check: Check<CounterStore>): void => {
  check('gives each member one place, while there are some', async ({ store }) => {
    const places = placesOf(2);
    equal(await store.enter(places, 'key', 'a'), true);
    equal(await store.enter(places, 'key', 'b'), true);
    equal(await store.enter(places, 'key', 'c'), false);
    equal(await store.enter(places, 'key', 'a'), true);
    equal(await store.enter(places, 'other key', 'c'), true);
  });

  check(
    'gives a place again that was given back, and takes none from whoever has none',
    async ({ store }) => {
      const places = placesOf(1);
      await store.enter(places, 'key', 'a');
      await store.leave(places, 'key', 'b');
      equal(await store.enter(places, 'key', 'b'), false);
      await store.leave(places, 'key', 'a');
      equal(await store.enter(places, 'key', 'b'), true);
    },
  );

  check('gives a place again that nobody gave back in time', async ({ store, advance }) => {
    const places = placesOf(1);
    await store.enter(places, 'key', 'a');
    equal(await store.enter(places, 'key', 'b'), false);
    await advance(seconds * 1000);
    equal(await store.enter(places, 'key', 'b'), true);
    equal(await store.enter(places, 'key', 'a'), false);
  });

  check(
    'T35: of two hundred who enter at once, as many get in as there are places',
    async ({ store }) => {
      const places = placesOf(5);
      const members = Array.from({ length: 200 }, (_, index) => `member ${index}`);
      const entered = await Promise.all(
        members.map((member) => store.enter(places, 'key', member)),
      );
      equal(entered.filter(Boolean).length, 5);
    },
  );
};
