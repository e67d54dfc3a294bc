/** Counts what is being served, so that the database is closed only after the last of it. */
export class InFlight {
  readonly #served = new Set<Promise<unknown>>();

  async track<T>(work: T | Promise<T>): Promise<T> {
    const promise = Promise.resolve(work);
    this.#served.add(promise);
    try {
      return await promise;
    } finally {
      this.#served.delete(promise);
    }
  }

  async settled(): Promise<void> {
    while (this.#served.size > 0) {
      await Promise.allSettled(this.#served);
    }
  }
}
