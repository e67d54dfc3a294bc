import { createReadStream } from 'node:fs';
import { UsageError } from '../output/exit-codes.ts';
import { csvRows } from './csv-rows.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { jsonlRows } from './jsonl-rows.ts';
import type { Row } from './row.ts';

/**
 * Streams the rows of a file, or of standard input (`-`), in constant memory. What begins with `{` is JSON lines, all else
 * is CSV: a header never begins so.
 */
export async function* readRows(file: string): AsyncGenerator<Row> {
  const source = file === '-' ? process.stdin : createReadStream(file);
  try {
    const text = decodeUtf8(source);
    let start = '';
    for (let chunk = await text.next(); chunk.done !== true; chunk = await text.next()) {
      start += chunk.value;
      if (start.trimStart() !== '') break;
    }
    const whole = startingWith(start, text);
    yield* start.trimStart().startsWith('{') ? jsonlRows(whole) : csvRows(whole);
  } catch (error) {
    throw unreadable(error) ? new UsageError(`${file} cannot be read: ${error.message}.`) : error;
  }
}

async function* startingWith(
  start: string,
  rest: AsyncIterable<string>,
): AsyncGenerator<string, void> {
  yield start;
  yield* rest;
}

function unreadable(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
