import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { UsageError } from '../output/exit-codes.ts';
import { fieldNames, rowOf, unknownNames, type Row } from './row.ts';

/** Longer records mean a quote that was never closed. In characters. */
const longestRecord = 20_000;

/** Reads CSV (RFC 4180) with a header, one record at a time. */
export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<Row> {
  const parser = parse({
    info: true,
    skip_empty_lines: true,
    // A row with too many or too few cells is that row's problem, not the file's.
    relax_column_count: true,
    max_record_size: longestRecord,
  });
  // The iteration below throws what the pipeline fails with.
  const records: AsyncIterable<{ info: Info; record: string[] }> = pipeline(
    Readable.from(text),
    parser,
    () => undefined,
  );
  let header: string[] | undefined;
  try {
    for await (const { info, record } of records) {
      if (header === undefined) header = checkHeader(record);
      else yield rowOfRecord(info.lines, header, record);
    }
  } catch (error) {
    throw error instanceof CsvError ? new UsageError(brokenCsv(error)) : error;
  }
  if (header === undefined) throw new UsageError('The file is empty: not even a header is there.');
}

function rowOfRecord(line: number, header: readonly string[], record: readonly string[]): Row {
  if (record.length !== header.length) {
    const problem = `has ${record.length} cells, and the header has ${header.length}`;
    return { line, problem };
  }
  return rowOf(line, new Map(header.map((name, index) => [name, record[index] ?? ''])));
}

/** csv-parse's own messages repeat what is in the file. */
function brokenCsv(error: CsvError): string {
  const line: unknown = error['lines'];
  const near = typeof line === 'number' ? ` near line ${line}` : '';
  return `The CSV cannot be read${near}: a quote is missing or too many (${error.code}).`;
}

function checkHeader(header: string[]): string[] {
  const expected = `Expected is ${fieldNames.join(',')} (any order; email and accountName are required).`;
  const unknown = unknownNames(header);
  if (unknown.length > 0) {
    // By number: where the header is missing its names are somebody's data.
    const numbers = unknown.map((name) => header.indexOf(name) + 1).join(', ');
    throw new UsageError(
      `The header has names that are not known (column ${numbers}). ${expected}`,
    );
  }
  if (new Set(header).size !== header.length) {
    throw new UsageError(`The header names a column twice. ${expected}`);
  }
  if (!header.includes('email') || !header.includes('accountName')) {
    throw new UsageError(`The header lacks email or accountName. ${expected}`);
  }
  return header;
}
