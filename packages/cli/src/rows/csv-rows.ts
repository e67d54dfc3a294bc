import { once } from 'node:events';
import { CsvError, parse, type Info, type Parser } from 'csv-parse';
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
  let header: Header | undefined;
  try {
    for await (const batch of batches(parser, text)) {
      for (const { info, record } of batch) {
        if (header === undefined) header = readHeader(record, columns);
        else yield rowOfRecord(firstLine(info, record), header, record);
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? new UsageError(brokenCsv(error)) : error;
  }
  if (header === undefined) throw new UsageError('The file is empty: not even a header is there.');
}

interface CsvRecord {
  readonly info: Info;
  readonly record: string[];
}

/** The records of one piece of the text at a time: to wait for each of them would take longer than to read it. */
async function* batches(
  parser: Parser,
  text: AsyncIterable<string>,
): AsyncGenerator<readonly CsvRecord[]> {
  let failure: unknown;
  parser.on('error', (error) => {
    failure ??= error;
  });
  const read = (): CsvRecord[] => {
    const batch: CsvRecord[] = [];
    for (let each = next(parser); each !== null; each = next(parser)) batch.push(each);
    return batch;
  };
  for await (const chunk of text) {
    // Parsed at once, since all that was before has been read.
    parser.write(chunk);
    if (failure !== undefined) throw failure;
    yield read();
  }
  const finished = once(parser, 'finish');
  parser.end();
  await finished;
  yield read();
}

function next(parser: Parser): CsvRecord | null {
  return parser.read() as CsvRecord | null;
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
  let within = 0;
  for (const cell of record) {
    if (/[\r\n]/.test(cell)) within += cell.split(/\r\n|\r|\n/).length - 1;
  }
  return info.lines - within;
}

/** csv-parse's own messages repeat what is in the file. */
function brokenCsv(error: CsvError): string {
  const line: unknown = error['lines'];
  const near = typeof line === 'number' ? ` near line ${line}` : '';
  return `The CSV cannot be read${near}: a quote is missing or too many (${error.code}).`;
}
