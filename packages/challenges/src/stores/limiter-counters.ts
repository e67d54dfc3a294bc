import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { CounterStore, Quota } from './counter-store.ts';

/** Quotas and pauses on limiters of `rate-limiter-flexible`, whatever they store in. */
export const limiterCounters = (
  newLimiter: (quota: Quota) => RateLimiterAbstract,
): Omit<CounterStore, 'enter' | 'leave'> => {
  const limiters = new Map<string, RateLimiterAbstract>();
  const limiter = (quota: Quota): RateLimiterAbstract => {
    const made = limiters.get(quota.name) ?? newLimiter(quota);
    limiters.set(quota.name, made);
    return made;
  };
  /** A pause is a window of which nothing is left. */
  const pauses = (name: string): RateLimiterAbstract => limiter({ name, points: 1, seconds: 1 });
  return {
    take: async (quota, key) => {
      try {
        return taken(true, await limiter(quota).consume(key));
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return taken(false, refusal);
      }
    },
    reset: async (quota, key) => void (await limiter(quota).delete(key)),
    pause: async (name, key, seconds) => void (await pauses(name).block(key, seconds)),
    pausedMs: async (name, key) => (await pauses(name).get(key))?.msBeforeNext ?? 0,
    resume: async (name, key) => void (await pauses(name).delete(key)),
  };
};

const taken = (allowed: boolean, { consumedPoints, msBeforeNext }: RateLimiterRes) => ({
  allowed,
  count: consumedPoints,
  resetMs: Math.max(0, msBeforeNext),
});
