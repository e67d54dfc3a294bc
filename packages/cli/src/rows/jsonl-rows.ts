import type { Columns } from './columns.ts';
import { linesOf } from './lines.ts';
import { rowOf, type Row } from './row.ts';

/** Reads JSON lines: one object per line. Empty lines are skipped. */
export async function* jsonlRows(
  text: AsyncIterable<string>,
  columns: Columns,
): AsyncGenerator<Row> {
  let line = 0;
  for await (const content of linesOf(text)) {
    line += 1;
    if (content.trim() !== '') yield rowOfLine(line, content, columns);
  }
}

function rowOfLine(line: number, content: string, columns: Columns): Row {
  const object = parseObject(content);
  if (object === undefined) return { line, problem: 'is not a JSON object' };
  const unknown = columns.unknown([...object.keys()]);
  if (unknown.length > 0) {
    return { line, problem: `has members that are not known: ${unknown.join(', ')}` };
  }
  let problem: string | undefined;
  const row = rowOf(line, (field) => {
    const name = columns.of(field);
    const value = object.get(name) ?? '';
    if (typeof value === 'string') return value;
    problem ??= `${name} must be a text`;
    return '';
  });
  return problem === undefined ? row : { line, problem };
}

function parseObject(content: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value));
  } catch {
    return undefined;
  }
}
