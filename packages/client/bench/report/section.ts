/** A part of the benchmark, as it is printed and written. */
export interface Section {
  readonly title: string;
  /** What was measured, and how. */
  readonly method: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the goals are and whether they were reached, a line each. */
  readonly verdicts: readonly string[];
}

export function markdown({ title, method, columns, rows, verdicts }: Section): string {
  const lines = verdicts.map((line) => `- ${line}`).join('\n');
  return [`## ${title}`, method, table(columns, rows), lines].join('\n\n');
}

/** A goal, the figure that was reached, and whether that is enough. */
export function verdict(goal: string, figure: string, reached: boolean): string {
  return `${reached ? 'Reached' : 'NOT reached'}: ${goal}. Measured: ${figure}.`;
}

/** A Markdown table, formatted as the formatter does it: the first column is text, the others are figures. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => pad(cell, column, widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(columns), line(rule), ...rows.map(line)].join('\n');
}

function pad(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
