/** One piece of the text that the user consents to, as the phone lays it out; joined again, the pieces are the text. */
export type DetailsPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'row'; readonly label: string; readonly value: string }
  | { readonly kind: 'code'; readonly label: string; readonly value: string };

const row = /^([^\s:][^:]{0,39}): (\S.*)$/u;
const code = /^Code: \d{4,10}$/u;

/**
 * Lays out the details: a line "Label: value" is a row, any other line stays text with its line breaks. "Code: 123456"
 * is the code that the user types into the browser; two of them contradict each other, so neither is set apart.
 */
export function layOutDetails(details: string): DetailsPart[] {
  const lines = details.split(/\r\n|\r|\n/u);
  const oneCode = lines.filter((line) => code.test(line)).length === 1;
  const parts: DetailsPart[] = [];
  for (const line of lines) {
    const [, label, value] = row.exec(line) ?? [];
    const last = parts.at(-1);
    if (label !== undefined && value !== undefined) {
      parts.push({ kind: oneCode && code.test(line) ? 'code' : 'row', label, value });
    } else if (last?.kind === 'text') {
      parts[parts.length - 1] = { kind: 'text', text: `${last.text}\n${line}` };
    } else {
      parts.push({ kind: 'text', text: line });
    }
  }
  return parts.filter((part) => part.kind !== 'text' || part.text.trim() !== '');
}
