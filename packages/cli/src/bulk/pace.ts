/** What a {@link Pace} does to the run. */
export interface PaceControls {
  /** Sends nothing for now. */
  pause(ms: number): void;
  /** Sends again: one row only, to see how it goes. */
  probe(): void;
  /** Sends as many rows at once as it may. */
  fullSpeed(): void;
}

/** Failures in a row, each after a pause, after which a run gives up. */
const patience = 5;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** The longest delay of a timer is 24 days; nobody waits that long. */
const longestRetryAfterMs = 24 * 60 * 60 * 1000;

/**
 * Slows a run down while BlokSec fails or asks to wait, so that few rows end with an unknown outcome: after a failure
 * all wait, then one row tries. `Retry-After` is obeyed, however often; without one the pauses grow from 1 to 30 s.
 * Times are those of `performance.now()`.
 */
export class Pace {
  readonly #controls: PaceControls;
  #failures = 0;
  #pausedAt = 0;
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(controls: PaceControls) {
    this.#controls = controls;
  }

  get isPaused(): boolean {
    return this.#timer !== undefined;
  }

  /** Time to the next try, in milliseconds. */
  get remainingMs(): number {
    return this.isPaused ? Math.max(0, this.#notBefore - performance.now()) : 0;
  }

  /** BlokSec has said how long to wait. What is sent again waits that long, from the next failure on. */
  askedToWait(ms: number): void {
    const until = performance.now() + Math.min(ms, longestRetryAfterMs);
    if (until <= this.#notBefore) return;
    this.#notBefore = until;
    if (this.isPaused) this.#schedule();
  }

  succeeded(startedAt: number): void {
    if (this.#failures === 0 || startedAt < this.#pausedAt) return;
    this.#failures = 0;
    this.#controls.fullSpeed();
  }

  /** @returns `give-up` once it makes no sense to wait any longer */
  failed(startedAt: number): 'wait' | 'give-up' {
    if (this.isPaused) return 'wait';
    const now = performance.now();
    const asked = this.#notBefore - now;
    // Rows that were under way together fail together: that is one failure.
    const isNews = startedAt >= this.#pausedAt;
    if (!isNews && asked <= 0) return 'wait';
    if (isNews) this.#failures += 1;
    if (asked <= 0 && this.#failures >= patience) return 'give-up';
    // Not all clients that failed at the same moment come back at the same moment.
    const growing = firstPauseMs * 2 ** (this.#failures - 1) * (0.75 + Math.random() / 2);
    this.#pausedAt = now;
    this.#notBefore = now + Math.max(asked, Math.min(longestPauseMs, growing));
    this.#schedule();
    this.#controls.pause(this.remainingMs);
    return 'wait';
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // The pause is over, also where the timer came a moment early.
    this.#notBefore = 0;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.end();
      this.#controls.probe();
    }, this.#notBefore - performance.now());
  }
}
