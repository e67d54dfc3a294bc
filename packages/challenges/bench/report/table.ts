/** A part of the benchmark as it is printed and written: a heading, what was done, and a table. */
export interface Section {
  readonly title: string;
  /** What was measured and how, in a few sentences. */
  readonly method: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What the goal is and whether it was reached, a line each. */
  readonly verdicts: readonly string[];
}

/** A table in Markdown whose columns also line up where it is read as text. The first column is text, the others are numbers. */
const table = ({ columns, rows }: Section): string => {
  const lines = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_name, column) =>
    Math.max(3, ...lines.map((line) => (line[column] ?? '').length)),
  );
  const cells = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  const [head = [], ...body] = lines;
  return [cells(head), rule, ...body.map(cells)].join('\n');
};

export const markdown = (section: Section): string =>
  [
    `## ${section.title}`,
    section.method,
    table(section),
    section.verdicts.map((line) => `- ${line}`).join('\n'),
  ].join('\n\n');

/** A goal, the figure that was reached, and whether that is enough. */
export const verdict = (goal: string, figure: string, reached: boolean): string =>
  `${reached ? 'Reached' : 'NOT reached'}: ${goal}. Measured: ${figure}.`;
