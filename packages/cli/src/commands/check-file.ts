import type { Output } from '../output/output.ts';
import { checkRow } from '../rows/check-row.ts';
import { readRows } from '../rows/read-rows.ts';

/** Checks every row of a file, tells of each bad one, and sends nothing. */
export async function checkFile(
  file: string,
  output: Output,
): Promise<{ readonly rows: number; readonly invalid: number }> {
  let rows = 0;
  let invalid = 0;
  for await (const row of readRows(file)) {
    rows += 1;
    const reason = await checkRow(row);
    if (reason === undefined) continue;
    invalid += 1;
    reportInvalid(output, row.line, reason);
  }
  return { rows, invalid };
}

/** The reason names fields, never values: nothing of the file gets into a log by its being wrong. */
export function reportInvalid(output: Output, line: number, reason: string): void {
  output.result({ line, status: 'invalid', reason }, `line ${line}  invalid  ${reason}`);
}
