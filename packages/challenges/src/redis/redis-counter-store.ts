import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { CounterStore, Quota } from '../stores/counter-store.ts';
import { limiterCounters } from '../stores/limiter-counters.ts';
import { answerInTime } from './answer-in-time.ts';
import type { RedisConnection } from './redis-connection.ts';
import { scriptRunner } from './script.ts';
import { enter, leave } from './scripts/places.ts';

/** Keeps all counts of one key in one slot of a cluster, like everything else. */
class SlottedLimiter extends RateLimiterRedis {
  override getKey(key: string | number): string {
    return `bloksec:{${key}}:q:${this.keyPrefix}`;
  }
}

/** Counters in Redis. Its expiry is the clock, so windows and pauses are whole seconds: a fraction counts as one. */
export const redisCounterStore = (connection: RedisConnection): CounterStore => {
  const run = scriptRunner(connection);
  const newLimiter = ({ name, points, seconds }: Quota): RateLimiterRedis =>
    new SlottedLimiter({
      storeClient: connection,
      useRedisPackage: true,
      keyPrefix: name,
      points,
      duration: Math.ceil(seconds),
    });
  const counters = limiterCounters(newLimiter);
  const placesKey = (name: string, key: string): string => `bloksec:{${key}}:p:${name}`;
  return {
    take: (quota, key) => answerInTime(() => counters.take(quota, key)),
    reset: (quota, key) => answerInTime(() => counters.reset(quota, key)),
    pause: (name, key, seconds) =>
      answerInTime(() => counters.pause(name, key, Math.ceil(seconds))),
    pausedMs: (name, key) => answerInTime(() => counters.pausedMs(name, key)),
    resume: (name, key) => answerInTime(() => counters.resume(name, key)),

    enter: async ({ name, places, seconds }, key, member) =>
      (await run(enter, [placesKey(name, key)], [member, places, Math.ceil(seconds * 1000)])) === 1,
    leave: async ({ name }, key, member) =>
      void (await run(leave, [placesKey(name, key)], [member])),
  };
};
