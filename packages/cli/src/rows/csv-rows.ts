import { pipeline, Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { UsageError } from '../output/exit-codes.ts';
import type { Columns } from './columns.ts';
import { rowOf, type Row } from './row.ts';

/** Longer records mean a quote that was never closed. In characters. */
const longestRecord = 20_000;

/** Reads CSV (RFC 4180) with a header, one record at a time. */
export async function* csvRows(
  text: AsyncIterable<string>,
  columns: Columns,
  delimiter: string,
): AsyncGenerator<Row> {
  const parser = parse({
    delimiter,
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
  let header: Header | undefined;
  try {
    for await (const { info, record } of records) {
      if (header === undefined) header = readHeader(record, columns);
      else yield rowOfRecord(firstLine(info, record), header, record);
    }
  } catch (error) {
    throw error instanceof CsvError ? new UsageError(brokenCsv(error)) : error;
  }
  if (header === undefined) throw new UsageError('The file is empty: not even a header is there.');
}

interface Header {
  readonly length: number;
  /** Where a field's column is. */
  readonly position: (field: Parameters<Columns['of']>[0]) => number;
}

function readHeader(names: readonly string[], columns: Columns): Header {
  const unknown = columns.unknown(names);
  if (unknown.length > 0) {
    // By number: where the header is missing its names are somebody's data.
    const numbers = unknown.map((name) => names.indexOf(name) + 1).join(', ');
    throw new UsageError(
      `The header has names that are not known (column ${numbers}). ${columns.expected}`,
    );
  }
  const missing = columns.missing(names);
  if (missing.length > 0) {
    throw new UsageError(`The header lacks ${missing.join(', ')}. ${columns.expected}`);
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined && columns.uses(twice)) {
    throw new UsageError(`The header names the column ${twice} twice. ${columns.expected}`);
  }
  const positions = new Map(names.map((name, index) => [name, index]));
  return { length: names.length, position: (field) => positions.get(columns.of(field)) ?? -1 };
}

function rowOfRecord(line: number, header: Header, record: readonly string[]): Row {
  if (record.length !== header.length) {
    return { line, problem: `has ${record.length} cells, and the header has ${header.length}` };
  }
  return rowOf(line, (field) => record[header.position(field)] ?? '');
}

/** csv-parse counts the lines up to the end of a record; a person looks for its beginning. */
function firstLine(info: Info, record: readonly string[]): number {
  const within = record.reduce((count, cell) => count + cell.split(/\r\n|\r|\n/).length - 1, 0);
  return info.lines - within;
}

/** csv-parse's own messages repeat what is in the file. */
function brokenCsv(error: CsvError): string {
  const line: unknown = error['lines'];
  const near = typeof line === 'number' ? ` near line ${line}` : '';
  return `The CSV cannot be read${near}: a quote is missing or too many (${error.code}).`;
}
