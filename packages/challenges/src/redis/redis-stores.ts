import type { ChallengeStore } from '../stores/challenge-store.ts';
import type { CounterStore } from '../stores/counter-store.ts';
import type { KnownBrowserStore } from '../stores/known-browser-store.ts';
import { redisChallengeStore } from './redis-challenge-store.ts';
import type { RedisConnection } from './redis-connection.ts';
import { redisCounterStore } from './redis-counter-store.ts';
import { redisKnownBrowserStore } from './redis-known-browser-store.ts';

/** What `createGate` wants of stores. */
export interface RedisStores {
  /** Challenges, and who waits for them. */
  readonly challengeStore: ChallengeStore;
  /** Browsers that have logged in before. */
  readonly knownBrowserStore: KnownBrowserStore;
  /** Budgets, pauses and places. */
  readonly counterStore: CounterStore;
}

/**
 * The three stores of a gate in Redis 6.2 or later, or Valkey, single or as a cluster: for several instances of an application.
 *
 * `client` is a client of the official `redis` package (`createClient` or `createCluster`), connected or connecting, with an
 * `error` listener of the application's. The stores never close it. To hear of changes they duplicate it when first somebody
 * waits, so one connection more a process, which `challengeStore.close()` ends.
 *
 * Every method rejects when Redis has not answered within 3 s, and nothing is approved then. All keys begin with `bloksec:` and
 * expire by themselves; all time is the clock of Redis.
 *
 * @example
 * ```ts
 * const client = createClient({ url: 'rediss://redis.internal' });
 * client.on('error', (error) => console.error(error));
 * await client.connect();
 * const gate = createGate({ ...redisStores(client) });
 * ```
 */
export const redisStores = (client: RedisConnection): RedisStores => ({
  challengeStore: redisChallengeStore(client),
  knownBrowserStore: redisKnownBrowserStore(client),
  counterStore: redisCounterStore(client),
});
