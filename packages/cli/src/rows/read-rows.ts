import type { Columns } from './columns.ts';
import { csvRows } from './csv-rows.ts';
import { decodeText } from './decode-text.ts';
import { jsonlRows } from './jsonl-rows.ts';
import type { Row } from './row.ts';
import type { SourceFile } from './source-file.ts';

/** Enough to see of a file what it is. In characters. */
const longestStart = 20_000;

/**
 * Streams the rows of a file in constant memory. What begins with `{` is JSON lines, all else is CSV: a header never
 * begins so.
 */
export async function* readRows(source: SourceFile, columns: Columns): AsyncGenerator<Row> {
  const text = decodeText(source.read());
  let start = '';
  for (let chunk = await text.next(); chunk.done !== true; chunk = await text.next()) {
    start += chunk.value;
    if (/[\n\r]/.test(start.trimStart()) || start.length > longestStart) break;
  }
  const whole = startingWith(start, text);
  if (start.trimStart().startsWith('{')) yield* jsonlRows(whole, columns);
  else yield* csvRows(whole, columns, delimiterOf(start));
}

async function* startingWith(
  start: string,
  rest: AsyncIterable<string>,
): AsyncGenerator<string, void> {
  yield start;
  yield* rest;
}

/** Excel writes semicolons where the comma is the decimal mark, and tabs as "Unicode text". */
function delimiterOf(start: string): string {
  const [header = ''] = start
    .trimStart()
    .replaceAll(/"[^"]*"/g, '')
    .split(/[\n\r]/, 1);
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}
