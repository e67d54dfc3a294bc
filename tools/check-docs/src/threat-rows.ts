/** A test that the threat model names. */
export interface NamedTest {
  readonly line: number;
  /** As the link writes it, relative to the document. */
  readonly path: string;
  readonly title: string;
}

/** One threat of the threat model. */
export interface ThreatRow {
  readonly line: number;
  /** For example `T7`. */
  readonly number: string;
  readonly tests: readonly NamedTest[];
  /** Whether it says why no test proves it. */
  readonly saysWhyNone: boolean;
}

const heading = /^### (?<number>T\d+)\. \S/;
const named = /^- \[[^\]]+\]\((?<path>[^)]+)\): (?<title>\S.*)$/;
const why = /^No test: \S/;

/**
 * Reads the sections `### T7. …` of a Markdown text. A test is a list item, `- [file](path): the exact title`; a threat
 * without one has a paragraph that begins with `No test:`.
 */
export const threatRows = (markdown: string): ThreatRow[] => {
  const rows: (ThreatRow & { tests: NamedTest[]; saysWhyNone: boolean })[] = [];
  let current: (typeof rows)[number] | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    if (line.startsWith('#')) {
      const number = heading.exec(line)?.groups?.['number'];
      current =
        number === undefined
          ? undefined
          : { line: index + 1, number, tests: [], saysWhyNone: false };
      if (current) rows.push(current);
    }
    const { path, title } = named.exec(line)?.groups ?? {};
    if (path !== undefined && title !== undefined) {
      current?.tests.push({ line: index + 1, path, title: withoutEscapes(title) });
    }
    if (current && why.test(line)) current.saysWhyNone = true;
  }
  return rows;
};

/** A formatter may put a backslash before what could be markup. */
const withoutEscapes = (text: string) => text.replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '');
