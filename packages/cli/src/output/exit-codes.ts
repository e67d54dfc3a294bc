import { isBlokSecError } from '@bloksec/client';

/** What the program says to a shell. Documented in the README: do not change them lightly. */
export const exitCodes = {
  /** Done; accepted; every row is fine. */
  ok: 0,
  /** The answer is no: rejected, expired; some rows are invalid or were refused; `doctor` has found something. */
  no: 1,
  /** Wrong use: arguments, environment, a file that cannot be read. */
  usage: 2,
  /** The call failed. Either it was not sent, or BlokSec refused it. */
  failed: 3,
  /** It failed after it may have been sent, also for single rows: look before you repeat it. */
  unknown: 4,
  /** Interrupted by Ctrl-C (128 + 2, as shells have it). */
  interrupted: 130,
} as const;

/** The exit code that an error stands for. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (!isBlokSecError(error)) return exitCodes.failed;
  if (error.code === 'configuration') return exitCodes.usage;
  if (error.code === 'bad-request' && error.delivered === 'no') return exitCodes.usage;
  if (error.code === 'aborted') return exitCodes.interrupted;
  return error.delivered === 'unknown' ? exitCodes.unknown : exitCodes.failed;
}

/** Something that the person at the shell can put right; its message says how. */
export class UsageError extends Error {}

/** Ctrl-C, where nothing is left to be told but that. */
export class Interrupted extends Error {}
