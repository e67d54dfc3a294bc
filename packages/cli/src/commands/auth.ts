import { BlokSecClient } from '@bloksec/client';
import { exitCodes } from '../output/exit-codes.ts';
import { duration } from '../output/figures.ts';
import type { Output } from '../output/output.ts';
import { startSpinner } from '../output/progress.ts';
import { readSettings } from '../settings/read-settings.ts';

export interface AuthOptions {
  readonly summary: string;
  readonly details?: string;
  readonly credentialsFile: string | undefined;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** The client's own limit. */
const limitSeconds = 120;

/** Asks one user, and waits for the answer. */
export async function auth(accountName: string, options: AuthOptions): Promise<number> {
  const { summary, details, output, signal } = options;
  const client = new BlokSecClient(await readSettings(options.credentialsFile));
  const startedAt = performance.now();
  const spinner = startSpinner(output, (forTerminal) => {
    const left = limitSeconds - (performance.now() - startedAt) / 1000;
    return `Waiting for the answer on the phone …${forTerminal ? `  ${duration(left)} left` : ''}`;
  });
  // The request stays on the phone when this ends early: it cannot be withdrawn, as far as is known.
  signal.addEventListener('abort', () =>
    output.remark('Stopped. Ignore the request on the phone.'),
  );
  try {
    const result = await client.authenticate(
      { accountName, summary, details },
      { signal, approvalTimeoutMs: limitSeconds * 1000 },
    );
    spinner.stop();
    await output.result(result, `${result.status}  ${result.requestId}`);
    return result.status === 'accepted' ? exitCodes.ok : exitCodes.no;
  } finally {
    spinner.stop();
  }
}
