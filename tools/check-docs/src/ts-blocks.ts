/** One fenced block of TypeScript in a Markdown text. */
export interface TsBlock {
  /** The line of its first line of code in the Markdown text, counted from 1. */
  readonly line: number;
  readonly code: string;
  /** Why it is not compiled (```` ```ts no-check: why ````); absent where it is. */
  readonly noCheck?: string;
}

const opening = /^(?<indent>\s*)(?<fence>`{3,}|~{3,})(?<info>.*)$/;
const typescript = /^(?:ts|typescript)(?:\s+(?<rest>.*))?$/;
const exemption = /^no-check:\s*(?<why>\S.*)$/;

/**
 * Extracts the blocks marked `ts` or `typescript`.
 *
 * @throws where a mark has something else behind it than `no-check: why`: a block must not go unchecked by a slip
 */
export const tsBlocks = (markdown: string): TsBlock[] => {
  const lines = markdown.split('\n');
  const blocks: TsBlock[] = [];
  for (let at = 0; at < lines.length; at++) {
    const open = opening.exec(lines[at] ?? '')?.groups;
    if (open === undefined) continue;
    const { indent = '', fence = '', info = '' } = open;
    const begin = at + 1;
    do at++;
    while (at < lines.length && !isClosing(lines[at] ?? '', fence));
    const language = typescript.exec(info.trim());
    if (language === null) continue;
    const code = lines.slice(begin, at).map((line) => withoutIndent(line, indent.length));
    blocks.push({
      line: begin + 1,
      code: code.join('\n'),
      ...noCheck(language.groups?.['rest'], begin),
    });
  }
  return blocks;
};

const isClosing = (line: string, fence: string) => {
  const text = line.trim();
  return text.length >= fence.length && text === (fence[0] ?? '').repeat(text.length);
};

const withoutIndent = (line: string, width: number) =>
  line.slice(0, width).trim() === '' ? line.slice(width) : line;

const noCheck = (rest: string | undefined, line: number): Pick<TsBlock, 'noCheck'> => {
  if (rest === undefined || rest === '') return {};
  const why = exemption.exec(rest)?.groups?.['why'];
  if (why !== undefined) return { noCheck: why };
  throw new Error(
    `line ${line}: "ts ${rest}" is not known; a block that is not to be compiled says why: "ts no-check: why"`,
  );
};
