import { UnreachableError } from './http.ts';

/** How long the server is asked to hold a request for news, in seconds. */
export const holdSeconds = 25;

const firstPauseMs = 1000;
const longestPauseMs = 10_000;

export interface Poll {
  /** Asks once; `wait` is how long the server may hold it, in seconds: 0 until it has answered once, to know soon that it is there. */
  readonly ask: (wait: number) => Promise<void>;
  /** Told after every answer and every failure. */
  readonly onConnection: (connected: boolean) => void;
  readonly signal?: AbortSignal;
}

/**
 * Asks again and again, each time after the answer to the one before; while the server is away it pauses
 * 1 s, 2 s, 4 s … at most 10 s. Ends when the signal says so, or with the first error that trying again cannot mend.
 */
export async function poll({ ask, onConnection, signal }: Poll): Promise<void> {
  let wait = 0;
  let pauseMs = firstPauseMs;
  while (signal?.aborted !== true) {
    try {
      await ask(wait);
      onConnection(true);
      wait = holdSeconds;
      pauseMs = firstPauseMs;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') {
        return;
      }
      if (!(error instanceof UnreachableError)) {
        throw error;
      }
      onConnection(false);
      await pause(pauseMs, signal);
      wait = 0;
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }
}

/** Resolves after so many milliseconds, or at once when the signal aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
