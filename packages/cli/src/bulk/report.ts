import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { isTarget, type RowState } from '../journal/journal-record.ts';
import { RecordReader } from '../journal/read-record.ts';
import type { RowIndex } from '../journal/row-index.ts';
import { UsageError } from '../output/exit-codes.ts';
import type { Row } from '../rows/row.ts';
import { endedBeforeAnswer } from './send-file.ts';

const statusOf = {
  invited: 'invited',
  refused: 'refused',
  unknown: 'unknown',
  sending: 'unknown',
  unsent: 'not sent',
} as const satisfies Record<RowState, string>;

/** Writes what became of each row of a file, in the order of the file, in this and in earlier runs. */
export async function writeReport(
  path: string,
  rows: AsyncIterable<Row>,
  journalPath: string,
  index: RowIndex,
): Promise<void> {
  try {
    const fresh = `${path}.new`;
    await rm(fresh, { force: true });
    const journal = await open(journalPath);
    try {
      await writeRows(fresh, rows, new RecordReader(journal), index);
    } finally {
      await journal.close();
    }
    // In one step: nobody reads half a report.
    await rename(fresh, path);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UsageError(
      `The report ${path} cannot be written: ${error.message}. What was done is in the journal: ` +
        'run the same command again for the report.',
    );
  }
}

async function writeRows(
  path: string,
  rows: AsyncIterable<Row>,
  records: RecordReader,
  index: RowIndex,
): Promise<void> {
  async function* lines(): AsyncGenerator<readonly unknown[]> {
    for await (const row of rows) {
      if ('request' in row) yield await reportLine(row, records, index);
    }
  }
  const csv = stringify({
    header: true,
    columns: ['row', 'account', 'status', 'registrationId', 'reason'],
    // A spreadsheet would run a cell that begins with "=".
    escape_formulas: true,
  });
  const file = await open(path, 'wx', 0o600);
  await pipeline(Readable.from(lines()), csv, file.createWriteStream());
}

async function reportLine(
  row: Extract<Row, { request: unknown }>,
  records: RecordReader,
  index: RowIndex,
): Promise<readonly unknown[]> {
  const account = row.request.account.name;
  const slot = index.slotOf(account);
  const state = index.state(slot);
  if (state === undefined) return [row.line, account, 'not sent', '', 'The run ended before.'];
  if (state === 'sending') return [row.line, account, 'unknown', '', endedBeforeAnswer];
  const record = await records.at(index.position(slot));
  if (record === undefined || isTarget(record)) {
    throw new Error('The journal does not hold what was written to it.');
  }
  const { registrationId = '', reason = '' } = record;
  return [row.line, account, statusOf[state], registrationId, reason];
}
