const windowMs = 1000;

/** Lets a number of things happen in any second, wherever that second begins. Times are those of `performance.now()`. */
export class RateWindow {
  readonly #starts: Float64Array;
  #next = 0;

  constructor(perSecond: number) {
    this.#starts = new Float64Array(perSecond).fill(Number.NEGATIVE_INFINITY);
  }

  /** 0 where one more may happen now, and notes it; otherwise in how many milliseconds. */
  take(now: number): number {
    // The oldest of the last ones: with it the window is full.
    const wait = (this.#starts[this.#next] ?? 0) + windowMs - now;
    if (wait > 0) return wait;
    this.#starts[this.#next] = now;
    this.#next = (this.#next + 1) % this.#starts.length;
    return 0;
  }
}
