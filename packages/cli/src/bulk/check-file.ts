import type { RowState } from '../journal/journal-record.ts';
import type { RowIndex } from '../journal/row-index.ts';
import { Interrupted } from '../output/exit-codes.ts';
import type { Output } from '../output/output.ts';
import { checkRow } from '../rows/check-row.ts';
import type { Row } from '../rows/row.ts';

export interface CheckResult {
  rows: number;
  invalid: number;
  /** Rows that the journal knows as invited. */
  alreadyInvited: number;
  /** Rows of which the journal does not know what came of them. */
  unknown: number;
}

/** Checks every row, tells of each bad one, and sends nothing. Notes in the index which line names which account. */
export async function checkFile(
  rows: AsyncIterable<Row>,
  index: RowIndex,
  output: Output,
  result: CheckResult,
  interrupted: AbortSignal,
): Promise<void> {
  for await (const row of rows) {
    if (interrupted.aborted) throw new Interrupted('Stopped. Nothing was sent.');
    result.rows += 1;
    const reason = (await checkRow(row)) ?? ('request' in row ? note(row, index, result) : '');
    if (reason === undefined) continue;
    result.invalid += 1;
    const { line } = row;
    // The reason names fields, never values: nothing of the file gets into a log by its being wrong.
    await output.result({ line, status: 'invalid', reason }, `line ${line}  invalid  ${reason}`);
  }
}

/** Enters a row that is fine by itself. */
function note(
  row: Extract<Row, { request: unknown }>,
  index: RowIndex,
  result: CheckResult,
): string | undefined {
  const slot = index.slotOf(row.request.account.name);
  const before = index.line(slot);
  if (before !== 0) return `names the same account as line ${before}`;
  index.setLine(slot, row.line);
  const state = index.state(slot);
  if (state === 'invited') result.alreadyInvited += 1;
  else if (isUnknown(state)) result.unknown += 1;
  return undefined;
}

/** Whether a row may or may not have been invited. */
export function isUnknown(state: RowState | undefined): boolean {
  return state === 'unknown' || state === 'sending';
}
