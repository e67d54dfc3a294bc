import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { testTitles } from './test-titles.ts';
import { type NamedTest, type ThreatRow, threatRows } from './threat-rows.ts';

/**
 * Checks that a threat model has each of the threats once, and that all that it points at is there: every file, and every
 * test under its exact title.
 *
 * @param path of the Markdown text, relative to `root`
 * @returns what is wrong, each with its line in the Markdown text
 */
export const checkThreatModel = async (
  root: string,
  path: string,
  threats: readonly string[],
): Promise<string[]> => {
  const markdown = await readFile(join(root, path), 'utf8');
  const rows = threatRows(markdown);
  const folder = join(root, dirname(path));
  const wrong = [
    ...missingOrTwice(rows, threats),
    ...brokenLinks(markdown, folder),
    ...rows.flatMap(whatLacks),
    ...(await wrongTitles(rows, folder)),
  ];
  return wrong.map((problem) => `${path}${problem}`);
};

const missingOrTwice = (rows: readonly ThreatRow[], threats: readonly string[]): string[] => [
  ...threats
    .map((threat) => [threat, rows.filter(({ number }) => number === threat).length] as const)
    .filter(([, times]) => times !== 1)
    .map(([threat, times]) => `: ${threat} is there ${times} times, not once`),
  ...rows
    .filter(({ number }) => !threats.includes(number))
    .map(({ line, number }) => `:${line}: ${number} is no threat of the list`),
];

const brokenLinks = (markdown: string, folder: string): string[] =>
  markdown
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)]
        .filter(([, target = '']) => !existsSync(join(folder, target)))
        .map(([, target]) => `:${index + 1}: there is no ${target}`),
    );

/** Of its tests one at least bears its number, so that a search for the number finds it. */
const whatLacks = ({ line, number, tests, saysWhyNone }: ThreatRow): string[] => {
  const numbered = new RegExp(`^(T\\d+, )*${number}(, T\\d+)*: `);
  if (tests.some(({ title }) => numbered.test(title))) return [];
  if (tests.length === 0 && saysWhyNone) return [];
  const lacking = tests.length === 0 ? 'neither a test nor "No test: why"' : 'no test named for it';
  return [`:${line}: ${number} has ${lacking}`];
};

const wrongTitles = async (rows: readonly ThreatRow[], folder: string): Promise<string[]> => {
  const titles = new Map<string, Set<string>>();
  const isThere = async ({ path, title }: NamedTest): Promise<boolean> => {
    const file = join(folder, path);
    if (!existsSync(file)) return true; // Told as a broken link.
    const known = titles.get(file) ?? testTitles(await readFile(file, 'utf8'));
    titles.set(file, known);
    return known.has(title);
  };
  const wrong: string[] = [];
  for (const test of rows.flatMap(({ tests }) => tests)) {
    if (!(await isThere(test))) {
      wrong.push(`:${test.line}: ${test.path} has no test "${test.title}"`);
    }
  }
  return wrong;
};
