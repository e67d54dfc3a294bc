import type { Clock } from '../clock.ts';

/** Keeps away from a BlokSec that fails, so that nobody is made to wait for what cannot come. */
export interface Breaker {
  /** Milliseconds until BlokSec is asked again; 0 where it can be asked now. */
  blockedMs(): number;
  /** BlokSec answered, whatever it said. */
  succeeded(): void;
  failed(): void;
}

/**
 * Opens after so many failures in a row. When its time is over BlokSec is asked again, and the first failure opens it at once.
 * Not a library's: those measure by the wall clock, and take a call that waits for a person as one that hangs.
 */
export const createBreaker = (
  { failures, seconds }: { readonly failures: number; readonly seconds: number },
  clock: Clock,
  told: { readonly opened: () => void; readonly closed: () => void },
): Breaker => {
  let inARow = 0;
  let openUntil = 0;
  return {
    blockedMs: () => (inARow >= failures ? Math.max(0, openUntil - clock.now()) : 0),
    succeeded: () => {
      if (inARow >= failures) told.closed();
      inARow = 0;
    },
    failed: () => {
      inARow += 1;
      if (inARow < failures) return;
      openUntil = clock.now() + seconds * 1000;
      told.opened();
    },
  };
};
