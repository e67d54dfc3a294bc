import { EventEmitter } from 'node:events';

/** What can be waited for: mails, calls of the API, the requests for one account's key, the answer to one request. */
export type Topic = 'mails' | 'calls' | `key:${string}` | `request:${string}`;

/** Tells those who wait that there may be news. */
export class Changes {
  readonly #emitter: EventEmitter = new EventEmitter().setMaxListeners(0);

  announce(topic: Topic): void {
    this.#emitter.emit(topic);
  }

  /**
   * Calls `look` at once and after every change, until it finds something, `waitMs` is over or the signal aborts;
   * returns what it saw last.
   */
  async until<News>(
    topic: Topic,
    look: () => Promise<{ readonly news: News; readonly found: boolean }>,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<News> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      // Listening before looking, so that nothing can happen unseen in between.
      const change = this.#next(topic, Math.max(0, deadline - Date.now()), signal);
      try {
        const { news, found } = await look();
        if (found || signal.aborted || Date.now() >= deadline) {
          return news;
        }
        await change.happened;
      } finally {
        change.cancel();
      }
    }
  }

  #next(topic: Topic, waitMs: number, signal: AbortSignal): Change {
    const { promise, resolve } = Promise.withResolvers<void>();
    const happen = (): void => resolve();
    const timer = setTimeout(happen, waitMs);
    this.#emitter.once(topic, happen);
    signal.addEventListener('abort', happen);
    return {
      happened: promise,
      cancel: () => {
        clearTimeout(timer);
        this.#emitter.off(topic, happen);
        signal.removeEventListener('abort', happen);
      },
    };
  }
}

interface Change {
  readonly happened: Promise<void>;
  readonly cancel: () => void;
}
