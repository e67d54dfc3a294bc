import { badArgument } from '../wire/input.ts';
import { cleanLine } from './clean-text.ts';
import { countCharacters, cutText } from './cut-text.ts';

/**
 * What the phone shows below the headline: a text, or pairs of a label and a value, which become one line each.
 * Use pairs for whatever comes from somebody else: a value cannot begin a line of its own.
 */
export type PhoneText = string | ReadonlyArray<readonly [label: string, value: string]>;

/** Assumed, like all lengths here: BlokSec has published none. */
const longestText = 2000;
const longestValue = 200;
const longestLabel = 40;

/**
 * The text that is sent as `requestDetails`, exactly. `authenticate` and `authorize` use it; call it yourself to see or
 * to store what the user is going to read.
 *
 * - A string is one paragraph of at most 2,000 characters: its line breaks become spaces.
 * - Pairs become lines `Label: value`. A value has at most 200 characters, a label 40; colons in a label become spaces,
 *   and an empty value is shown as "–".
 * - Invisible and direction-changing characters are taken out, white space is collapsed, the result is in NFC
 *   (OWASP Transaction Authorization, "what you see is what you sign").
 * - What is cut ends with "…". A whole line is never left out: more than 2,000 characters of pairs are refused.
 *
 * Lengths count code points, and are assumed.
 *
 * @throws BlokSecError `bad-request` if there is a label without text, or too much to show.
 */
export function phoneText(text: PhoneText): string {
  if (typeof text === 'string') return cutText(cleanLine(text), longestText);
  if (!Array.isArray(text)) throw badArgument('details', 'a text, or pairs of label and value');
  const lines = text.map(([label, value]) => `${cleanLabel(label)}: ${cleanValue(value)}`);
  const joined = lines.join('\n');
  if (countCharacters(joined) > longestText) {
    throw badArgument(
      'details',
      `at most ${longestText} characters together, or a line would be missing on the phone: show fewer lines`,
    );
  }
  return joined;
}

// The colon, and what looks like one.
const colons = /[:\u02D0\u0589\u05C3\u2236\uA789\uFE13\uFE55\uFF1A]/gu;

function cleanLabel(label: unknown): string {
  const clean = cleanLine(textOf(label).replace(colons, ' '));
  if (clean === '') throw badArgument('details', 'pairs in which each label has text');
  return cutText(clean, longestLabel);
}

function cleanValue(value: unknown): string {
  return cutText(cleanLine(textOf(value)), longestValue) || '–';
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw badArgument('details', 'pairs of two texts: label, value');
  return value;
}
