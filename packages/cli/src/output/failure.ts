import { isBlokSecError } from '@bloksec/client';
import { Interrupted, UsageError } from './exit-codes.ts';

/** What is told of an error: facts and a message, never a stack. */
export function failureOf(error: unknown): object {
  if (isBlokSecError(error)) {
    const { code, message, delivered, retryable, status } = error;
    return { code, message, delivered, retryable, ...(status === undefined ? {} : { status }) };
  }
  return { code: codeOf(error), message: messageOf(error) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'An unexpected error.';
}

function codeOf(error: unknown): string {
  if (error instanceof UsageError) return 'usage';
  return error instanceof Interrupted ? 'aborted' : 'unexpected';
}
