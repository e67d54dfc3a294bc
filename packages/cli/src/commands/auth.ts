import { BlokSecClient } from '@bloksec/client';
import { exitCodes } from '../output/exit-codes.ts';
import type { Output } from '../output/output.ts';

export interface AuthOptions {
  readonly summary: string;
  readonly details?: string;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** Asks one user, and waits for the answer. */
export async function auth(accountName: string, options: AuthOptions): Promise<number> {
  const { summary, details, output, signal } = options;
  const client = new BlokSecClient();
  output.remark('Waiting for the answer on the phone …');
  // The request stays on the phone when this ends early: it cannot be withdrawn, as far as is known.
  signal.addEventListener('abort', () =>
    output.remark('Stopped. Ignore the request on the phone.'),
  );
  const result = await client.authenticate({ accountName, summary, details }, { signal });
  output.result(result, `${result.status}  ${result.requestId}`);
  return result.status === 'accepted' ? exitCodes.ok : exitCodes.no;
}
