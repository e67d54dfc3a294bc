import { createReadStream } from 'node:fs';
import { UsageError } from '../output/exit-codes.ts';
import { isTarget, parseRecord, type JournalRecord } from './journal-record.ts';

/** A record, and where its line begins, in bytes. */
export interface PlacedRecord {
  readonly record: JournalRecord;
  readonly position: number;
}

/**
 * Streams a journal from its beginning. The last line of a run that was killed may be cut short: it was never relied on,
 * since a row is sent only after its line is complete. Such a line is passed over at the end, and where the next run begins.
 */
export async function* readJournal(path: string): AsyncGenerator<PlacedRecord> {
  let number = 0;
  let cut: number | undefined;
  let first = true;
  for await (const { line, position } of linesWithPositions(path)) {
    number += 1;
    if (line === '') continue;
    const record = parseRecord(line);
    if (first && (record === undefined || !isTarget(record))) break;
    first = false;
    if (cut !== undefined && !beginsRun(line)) {
      throw new UsageError(
        `The journal ${path} is damaged in line ${cut}. Restore it from a copy: without it nobody knows who was invited.`,
      );
    }
    cut = record === undefined ? number : undefined;
    if (record !== undefined) yield { record, position };
  }
  // A journal has its first line from the moment it is made.
  if (first) {
    throw new UsageError(`${path} is no journal of bloksec. Nothing was written to it.`);
  }
}

/** Also where that line is cut short itself. */
function beginsRun(line: string): boolean {
  const beginning = '{"journal":';
  return line.startsWith(beginning) || beginning.startsWith(line);
}

async function* linesWithPositions(
  path: string,
): AsyncGenerator<{ readonly line: string; readonly position: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 256 * 1024 });
  for await (const chunk of stream) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      yield { line: bytes.toString('utf8', start, end), position };
      position += end + 1 - start;
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) yield { line: rest.toString('utf8'), position };
}
