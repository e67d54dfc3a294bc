/** Milliseconds that `Retry-After` asks for: seconds or a date (RFC 9110 section 10.2.3). 0 without it. */
export const retryAfter = (answer: Response | undefined): number => {
  const value = answer?.headers.get('Retry-After') ?? '';
  return Number(value) * 1000 || Date.parse(value) - Date.now() || 0;
};

/** Milliseconds before the next try after so many failures: 0.5 to 1 s at first, 5 to 10 s in the end. */
export const backOff = (failures: number): number =>
  Math.min(1000 * 2 ** failures, 10_000) * (0.5 + Math.random() / 2);

/**
 * Pauses.
 *
 * @param untilOnline whether the network coming back ends it early
 * @param onStart gets the function that ends it early
 */
export const pause = (
  ms: number,
  signal: AbortSignal,
  untilOnline: boolean,
  onStart: (end: () => void) => void,
): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (untilOnline) globalThis.addEventListener?.('online', end);
    signal.addEventListener('abort', end);
    onStart(end);
  });
