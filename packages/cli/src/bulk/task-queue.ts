import { RateWindow } from './rate-window.ts';

/**
 * Runs tasks, several at once, in the order in which they came. Made for very many small ones: a task takes a
 * microsecond of it.
 */
export class TaskQueue<Task> {
  readonly #run: (task: Task) => Promise<void>;
  readonly #rate: RateWindow | undefined;
  #limit: number;
  #waiting: Task[] = [];
  #running = 0;
  #isPaused = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchers: { readonly isReached: () => boolean; readonly tell: () => void }[] = [];

  /**
   * @param run never rejects
   * @param limit tasks that run at once
   * @param rate tasks that start in any second, at most
   */
  constructor(run: (task: Task) => Promise<void>, limit: number, rate?: number) {
    this.#run = run;
    this.#limit = limit;
    this.#rate = rate === undefined ? undefined : new RateWindow(rate);
  }

  get waiting(): readonly Task[] {
    return this.#waiting;
  }

  set limit(limit: number) {
    this.#limit = limit;
    this.#pump();
  }

  push(task: Task): void {
    this.#waiting.push(task);
    this.#pump();
  }

  /** Adds a task before all others. */
  unshift(task: Task): void {
    this.#waiting.unshift(task);
    this.#pump();
  }

  /** Starts no more tasks for now. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#pump();
  }

  /** Forgets the tasks that wait. */
  clear(): void {
    this.#waiting = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#tell();
  }

  /** Waits until fewer tasks than this wait. */
  fewerThan(count: number): Promise<void> {
    return this.#reached(() => this.#waiting.length < count);
  }

  /** Waits until no task waits or runs. */
  idle(): Promise<void> {
    return this.#reached(() => this.#waiting.length === 0 && this.#running === 0);
  }

  #pump(): void {
    while (!this.#isPaused && this.#running < this.#limit && this.#timer === undefined) {
      if (this.#waiting.length === 0) return;
      const ms = this.#rate?.take(performance.now()) ?? 0;
      if (ms > 0) {
        this.#timer = setTimeout(() => {
          this.#timer = undefined;
          this.#pump();
        }, Math.ceil(ms));
        return;
      }
      const task = this.#waiting.shift();
      if (task !== undefined) void this.#start(task);
    }
  }

  async #start(task: Task): Promise<void> {
    this.#running += 1;
    this.#tell();
    await this.#run(task);
    this.#running -= 1;
    this.#pump();
    this.#tell();
  }

  #reached(isReached: () => boolean): Promise<void> {
    if (isReached()) return Promise.resolve();
    return new Promise((tell) => {
      this.#watchers.push({ isReached, tell });
    });
  }

  #tell(): void {
    if (this.#watchers.length === 0) return;
    const reached = this.#watchers.filter(({ isReached }) => isReached());
    if (reached.length === 0) return;
    this.#watchers = this.#watchers.filter((watcher) => !reached.includes(watcher));
    for (const { tell } of reached) tell();
  }
}
