import { badArgument } from '../wire/input.ts';
import { cleanLine } from './clean-text.ts';
import { countCharacters, cutText } from './cut-text.ts';
import { notPairs, pairText, type PairStyle } from './pairs.ts';
import type { PhoneText } from './phone-text.ts';

/** Assumed: BlokSec has published no length. Fits a headline on a narrow phone. */
const longestLine = 120;

// Between the pairs of a line stands a dot; the pattern has all that looks like it.
const style: PairStyle = {
  name: 'summary',
  longestValue: 60,
  divider: /[\u00B7\u16EB\u2022\u2027\u2219\u22C5\u2E31\u2E33\u30FB\uFF65]/gu,
};

/** A headline or a title: one clean line of at most 120 characters. */
export function phoneLine(name: string, text: unknown): string {
  const line = typeof text === 'string' ? cutText(cleanLine(text), longestLine) : '';
  if (line === '') throw badArgument(name, 'text that can be seen');
  return line;
}

/** A headline that may consist of pairs: `Amount: 25.00 EUR · To: ACME GmbH`. None of them is ever left out. */
export function phoneSummary(text: PhoneText): string {
  if (typeof text === 'string' || text === undefined) return phoneLine('summary', text);
  if (!Array.isArray(text)) throw notPairs('summary');
  const joined = text.map((pair) => pairText(pair, style)).join(' · ');
  if (joined === '' || countCharacters(joined) > longestLine) {
    throw badArgument('summary', `1 to ${longestLine} characters together: show fewer pairs`);
  }
  return joined;
}
