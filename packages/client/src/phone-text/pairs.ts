import { badArgument } from '../wire/input.ts';
import { amountText, type Amount } from './amount.ts';
import { cleanLine } from './clean-text.ts';
import { cutText } from './cut-text.ts';

/** A label and its value: a text, or an amount of money. */
export type PhonePair = readonly [label: string, value: string | Amount];

/** Where pairs are shown. */
export interface PairStyle {
  /** The argument that they are in, for error messages. */
  readonly name: string;
  readonly longestValue: number;
  /** What stands between pairs, so that neither a label nor a value may contain it: it becomes a space. Default: a line break. */
  readonly divider?: RegExp;
}

const longestLabel = 40;

const lineBreak = /\n/g;
// The colon, and what looks like one.
const colons = /[:\u02D0\u0589\u05C3\u2236\uA789\uFE13\uFE55\uFF1A]/gu;

/** `Label: value`, one line of it. A value that is too long is cut, visibly; an amount never is. */
export function pairText([label, value]: PhonePair, style: PairStyle): string {
  return `${labelText(label, style)}: ${valueText(value, style)}`;
}

function labelText(label: unknown, { name, divider = lineBreak }: PairStyle): string {
  if (typeof label !== 'string') throw notPairs(name);
  const clean = without(colons, without(divider, label));
  if (clean === '') throw badArgument(name, 'pairs in which each label has text');
  return cutText(clean, longestLabel);
}

function valueText(value: unknown, { name, divider = lineBreak, longestValue }: PairStyle): string {
  if (typeof value === 'object' && value !== null) return amountText(value);
  if (typeof value !== 'string') throw notPairs(name);
  return cutText(without(divider, value), longestValue) || '–';
}

/** Cleaned first, since normalisation makes one character of several. */
function without(characters: RegExp, text: string): string {
  return cleanLine(cleanLine(text).replace(characters, ' '));
}

/** What is said about pairs that are none. */
export function notPairs(name: string): Error {
  return badArgument(name, 'a text, or pairs of a label and a value (a text, or an amount)');
}
