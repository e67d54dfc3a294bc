import type { Expected, FaultGroup } from './fault.ts';
import { methods, type Method } from './methods.ts';

const introduction = `# The fault matrix

What every method of \`@bloksec/client\` makes of everything that can go wrong. Written by a test that lets each method meet each
fault on a real socket (\`packages/client/test/fault-matrix\`); \`pnpm run fault-matrix\` in \`packages/client\` runs it, writes this page, and
prints it. In none of these meetings does a secret, a name, an id or a code get into the error, and none leaves a socket, a timer or
a listener behind.

\`delivered\` says whether the request reached BlokSec, \`retryable\` whether the same call may succeed later. **Requests** is how many whole
requests the server read: _looks_ (\`getRegistration\`, \`waitForRegistration\`, \`accountQrCode\`) try three times, everything else
only where nothing was sent.
`;

/** The matrix as a Markdown page, formatted as the formatter does it. */
export function documentOf(groups: readonly FaultGroup[]): string {
  const sections = groups.map(
    ({ title, faults }) =>
      `## ${title}\n\n${table(faults.flatMap(({ name, expected }) => rowsOf(name, expected)))}`,
  );
  return `${[introduction.trimEnd(), ...sections].join('\n\n')}\n`;
}

const header = ['Fault', 'Method', 'Result', '`delivered`', '`retryable`', 'Requests'];

/** One row for all methods that meet the same end. */
function rowsOf(fault: string, expected: (method: Method) => Expected): string[][] {
  const groups = Map.groupBy(methods, (method) => JSON.stringify(expected(method)));
  const ordered = Array.from(groups.values()).toSorted((a, b) => b.length - a.length);
  return ordered.map((group, index) => [
    index === 0 ? fault : '',
    index === 0 && ordered.length > 1 && !isAllLooks(group) ? 'the others' : nameOf(group),
    ...cells(expected(group[0] ?? unreachable())),
  ]);
}

function nameOf(group: readonly Method[]): string {
  if (group.length === methods.length) return 'all';
  return isAllLooks(group) ? 'looks' : group.map(({ name }) => name).join(', ');
}

function isAllLooks(group: readonly Method[]): boolean {
  return methods.every((method) => method.looks === group.includes(method));
}

function cells(expected: Expected): string[] {
  return 'value' in expected
    ? [expected.value, '–', '–', String(expected.requests)]
    : [
        `\`${expected.code}\``,
        expected.delivered,
        expected.retryable ? 'yes' : 'no',
        String(expected.requests),
      ];
}

function table(rows: readonly string[][]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(header), rule, ...rows.map(line)].join('\n');
}

function unreachable(): never {
  throw new Error('A group has a first method.');
}
