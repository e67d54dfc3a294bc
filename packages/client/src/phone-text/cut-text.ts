const mark = '…';

/**
 * At most `longest` characters (code points). What is cut is marked with "…", and never in the middle of what a reader
 * sees as one character.
 */
export function cutText(text: string, longest: number): string {
  if (countCharacters(text) <= longest) return text;
  let kept = '';
  let length = 0;
  for (const part of graphemes(text)) {
    length += countCharacters(part);
    if (length > longest - 1) break;
    kept += part;
  }
  return kept.trimEnd() + mark;
}

/** Code points, not UTF-16 code units. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}

/** Not every runtime has Intl.Segmenter: without it code points are kept whole. */
function* graphemes(text: string): Generator<string> {
  if (typeof Intl.Segmenter !== 'function') return yield* text;
  for (const { segment } of new Intl.Segmenter('und').segment(text)) yield segment;
}
