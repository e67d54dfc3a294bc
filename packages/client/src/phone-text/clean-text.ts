// What cannot be seen, or changes how its neighbours look: bidi controls, zero-width characters, tags, fillers, soft
// hyphens; the controls of interlinear annotation; variation selectors and joiners, except where they shape an emoji.
const invisible =
  /(?![\uFE0E\uFE0F\u200D])\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]|(?<!\p{Extended_Pictographic})[\uFE0E\uFE0F](?!\u20E3)/gu;
const strayJoiner =
  /(?<!\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
// Separates, so it becomes a space: line and paragraph separators, tabs, every kind of white space, the blank of Braille.
const separator = /[\s\u0085\u2800]+/gu;
const control = /\p{Cc}/gu;

/**
 * One line of text as a phone can show it: what cannot be seen is taken out, so that what is seen is all there is.
 * NFC; line breaks and runs of white space become one space; lone surrogates become U+FFFD.
 */
export function cleanLine(text: string): string {
  return text
    .toWellFormed()
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .replace(separator, ' ')
    .replace(control, '')
    .normalize('NFC')
    .replace(separator, ' ')
    .trim();
}
