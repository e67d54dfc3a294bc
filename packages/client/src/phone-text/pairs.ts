import { badArgument } from '../wire/input.ts';
import { amountText, type Amount } from './amount.ts';
import { cleanLine } from './clean-text.ts';
import { cutText } from './cut-text.ts';

/** A label and its value: a text, or an amount of money. */
export type PhonePair = readonly [label: string, value: string | Amount];

const longestLabel = 40;

// The colon, and what looks like one.
const colons = /[:\u02D0\u0589\u05C3\u2236\uA789\uFE13\uFE55\uFF1A]/gu;

/** `Label: value`, one line of it. The value is cut, visibly, where it is longer than that; an amount never is. */
export function pairText(name: string, [label, value]: PhonePair, longestValue: number): string {
  return `${labelText(name, label)}: ${valueText(name, value, longestValue)}`;
}

function labelText(name: string, label: unknown): string {
  if (typeof label !== 'string') throw notPairs(name);
  const clean = cleanLine(label.replace(colons, ' '));
  if (clean === '') throw badArgument(name, 'pairs in which each label has text');
  return cutText(clean, longestLabel);
}

function valueText(name: string, value: unknown, longest: number): string {
  if (typeof value === 'object' && value !== null) return amountText(value);
  if (typeof value !== 'string') throw notPairs(name);
  return cutText(cleanLine(value), longest) || '–';
}

/** What is said about pairs that are none. */
export function notPairs(name: string): Error {
  return badArgument(name, 'a text, or pairs of a label and a value (a text, or an amount)');
}
