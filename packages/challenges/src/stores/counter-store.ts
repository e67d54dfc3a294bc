import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many in so long. */
export interface Quota {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/** Counts against quotas. Incrementing and deciding are one atomic step. */
export interface CounterStore {
  /** Takes one; `retryAfterMs` says when there is one again where none is left. */
  take(
    quota: Quota,
    key: string,
  ): Promise<{ readonly allowed: boolean; readonly retryAfterMs: number }>;
  /** Forgets what was taken. */
  reset(quota: Quota, key: string): Promise<void>;
}

/** Counters in the memory of one process. */
export const memoryCounterStore = (): CounterStore => {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiter = ({ name, points, seconds }: Quota): RateLimiterMemory => {
    const made =
      limiters.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
    limiters.set(name, made);
    return made;
  };
  return {
    take: async (quota, key) => {
      try {
        await limiter(quota).consume(key);
        return { allowed: true, retryAfterMs: 0 };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return { allowed: false, retryAfterMs: refusal.msBeforeNext };
      }
    },
    reset: async (quota, key) => void (await limiter(quota).delete(key)),
  };
};
