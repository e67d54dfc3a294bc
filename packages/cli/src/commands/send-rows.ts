import { isBlokSecError, type BlokSecClient } from '@bloksec/client';
import { exitCodeOf, exitCodes } from '../output/exit-codes.ts';
import { failureOf } from '../output/failure.ts';
import type { Output } from '../output/output.ts';
import type { Row } from '../rows/row.ts';
import { reportInvalid } from './check-file.ts';

/**
 * Sends rows one after the other. It stops at the first failure that is not about its row: the next would most likely
 * fail, too, and nobody could tell afterwards what was sent.
 */
export async function sendRows(
  client: BlokSecClient,
  rows: AsyncIterable<Row>,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  const counts = { invited: 0, invalid: 0, failed: 0 };
  let lastLine: number | undefined;
  let stoppedBy: unknown;
  interrupted.addEventListener('abort', () =>
    output.remark('Stopping when the row under way is done. Ctrl-C again ends it at once.'),
  );
  for await (const row of rows) {
    if (interrupted.aborted) break;
    lastLine = row.line;
    const outcome = await sendRow(client, row, output);
    counts[outcome.status] += 1;
    if ('error' in outcome && !concernsItsRow(outcome.error)) {
      stoppedBy = outcome.error;
      break;
    }
  }
  const stopped = stoppedBy !== undefined || interrupted.aborted;
  const text = `${counts.invited} invited, ${counts.invalid} invalid, ${counts.failed} failed.`;
  output.result(
    { summary: { ...counts, ...(stopped ? { stoppedAfterLine: lastLine ?? 0 } : {}) } },
    stopped ? `${text} Stopped after line ${lastLine ?? 0}: what follows was not sent.` : text,
  );
  if (stoppedBy !== undefined) return exitCodeOf(stoppedBy);
  if (interrupted.aborted) return exitCodes.interrupted;
  return counts.invalid + counts.failed === 0 ? exitCodes.ok : exitCodes.no;
}

type Outcome =
  | { readonly status: 'invited' | 'invalid' }
  | { readonly status: 'failed'; readonly error: unknown };

async function sendRow(client: BlokSecClient, row: Row, output: Output): Promise<Outcome> {
  const { line } = row;
  if ('problem' in row) {
    reportInvalid(output, line, row.problem);
    return { status: 'invalid' };
  }
  const { name: accountName } = row.request.account;
  try {
    const { registrationId } = await client.register(row.request);
    output.result(
      { line, status: 'invited', accountName, registrationId },
      `line ${line}  invited  ${accountName}  ${registrationId}`,
    );
    return { status: 'invited' };
  } catch (error) {
    if (!isBlokSecError(error)) throw error;
    if (error.code === 'bad-request' && error.delivered === 'no') {
      reportInvalid(output, line, error.message);
      return { status: 'invalid' };
    }
    output.result(
      { line, status: 'failed', accountName, error: failureOf(error) },
      `line ${line}  failed  ${accountName}  ${error.code}, delivered: ${error.delivered}. ${error.message}`,
    );
    return { status: 'failed', error };
  }
}

/** BlokSec refused what is in the row; another row may be fine. A 404 means that the address is wrong. */
function concernsItsRow(error: unknown): boolean {
  return isBlokSecError(error) && error.code === 'bad-request' && error.status !== 404;
}
