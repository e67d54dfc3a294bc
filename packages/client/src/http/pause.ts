import { BlokSecError } from '../errors/bloksec-error.ts';

/** Waits, unless the caller ends the wait. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(
        new BlokSecError('The wait for the registration was aborted by its caller.', {
          code: 'aborted',
          delivered: 'yes',
        }),
      );
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
