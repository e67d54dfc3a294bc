import { linesOf } from './lines.ts';
import { rowOf, unknownNames, type Row } from './row.ts';

/** Reads JSON lines: one object per line. Empty lines are skipped. */
export async function* jsonlRows(text: AsyncIterable<string>): AsyncGenerator<Row> {
  let line = 0;
  for await (const content of linesOf(text)) {
    line += 1;
    if (content.trim() !== '') yield rowOfLine(line, content);
  }
}

function rowOfLine(line: number, content: string): Row {
  const object = parseObject(content);
  if (object === undefined) return { line, problem: 'is not a JSON object' };
  const cells = Object.entries(object);
  const unknown = unknownNames(cells.map(([name]) => name));
  if (unknown.length > 0) {
    return { line, problem: `has members that are not known: ${unknown.join(', ')}` };
  }
  const other = cells.find(([, value]) => typeof value !== 'string');
  if (other !== undefined) return { line, problem: `${other[0]} must be a text` };
  return rowOf(line, new Map(cells.map(([name, value]) => [name, String(value)])));
}

function parseObject(content: string): object | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
