import {
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterStoreAbstract,
} from 'rate-limiter-flexible';
import type { Clock } from '../clock.ts';
import type { Quota } from '../stores/counter-store.ts';

interface Window {
  readonly points: number;
  readonly until: number;
}

/** The library declares the base class of its stores, but exports only what extends it. */
const StoreLimiter: typeof RateLimiterStoreAbstract = Object.getPrototypeOf(RateLimiterRedis);

/** Fixed windows in a map, by the clock that is given: the library's own memory limiter goes by the wall clock. */
export class ClockedLimiter extends StoreLimiter {
  readonly #windows: Map<string, Window> = new Map();
  readonly #clock: Clock;

  constructor({ name, points, seconds }: Quota, clock: Clock) {
    super({ storeClient: clock, keyPrefix: name, points, duration: seconds });
    this.#clock = clock;
  }

  _getRateLimiterRes(_key: string, changed: number, { points, until }: Window): RateLimiterRes {
    const left = Math.max(0, this.points - points);
    return new RateLimiterRes(left, until - this.#clock.now(), points, points === changed);
  }

  /** Nothing is awaited between reading and writing: that makes it atomic. */
  async _upsert(key: string, points: number, ms: number, replace = false): Promise<Window> {
    this.#sweep();
    const running = replace ? undefined : this.#running(key);
    const after = running
      ? { points: running.points + points, until: running.until }
      : { points, until: this.#clock.now() + ms };
    if (running === undefined) this.#windows.delete(key);
    this.#windows.set(key, after);
    return after;
  }

  async _get(key: string): Promise<Window | null> {
    return this.#running(key) ?? null;
  }

  async _delete(key: string): Promise<boolean> {
    return this.#windows.delete(key);
  }

  #running(key: string): Window | undefined {
    const window = this.#windows.get(key);
    return window !== undefined && window.until > this.#clock.now() ? window : undefined;
  }

  /** Windows stand in the order in which they began and last about equally long, so the oldest go first. */
  #sweep(): void {
    for (const [key, { until }] of this.#windows) {
      if (until > this.#clock.now()) return;
      this.#windows.delete(key);
    }
  }
}
