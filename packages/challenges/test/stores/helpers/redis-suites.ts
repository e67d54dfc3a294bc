import { afterAll, beforeAll, describe, test } from 'vitest';
import { type RedisConnection, type RedisStores, redisStores } from '../../../src/redis/index.ts';
import {
  describeChallengeStore,
  describeCounterStore,
  describeKnownBrowserStore,
} from '../../../src/testing/index.ts';

export interface ServerUnderTest {
  readonly client: RedisConnection;
  /** By a clock of the server, in milliseconds. */
  now(): Promise<number>;
  stop(): Promise<void>;
}

/** Runs all suites on a server of its own. */
/** Runs all suites on a server of its own. */
export const describeRedisStores = (where: string, start: () => Promise<ServerUnderTest>): void => {
  describe(`the stores ${where}`, () => {
    let server: ServerUnderTest;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server?.stop());

    /** By the clock of the server, which alone counts, and a little more: Redis drops a key in the millisecond after its end. */
    const advance = async (ms: number): Promise<void> => {
      const end = (await server.now()) + ms + 2;
      for (let left = ms; left > 0; left = end - (await server.now())) {
        await new Promise((resolve) => setTimeout(resolve, left));
      }
    };
    const open =
      <Store>(storeOf: (stores: RedisStores) => Store) =>
      async () => {
        const stores = redisStores(server.client);
        return { store: storeOf(stores), advance, close: () => stores.challengeStore.close() };
      };

    const runner = { describe, test };
    describeChallengeStore(
      runner,
      'the challenge store',
      open(({ challengeStore }) => challengeStore),
      { longestWaitMs: 10_000 },
    );
    describeCounterStore(
      runner,
      'the counter store',
      open(({ counterStore }) => counterStore),
    );
    describeKnownBrowserStore(
      runner,
      'the known-browser store',
      open(({ knownBrowserStore }) => knownBrowserStore),
    );
  });
};
