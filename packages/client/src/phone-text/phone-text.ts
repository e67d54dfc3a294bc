import { badArgument } from '../wire/input.ts';
import { cleanLine } from './clean-text.ts';
import { countCharacters, cutText } from './cut-text.ts';
import { notPairs, pairText, type PairStyle, type PhonePair } from './pairs.ts';

/**
 * What the phone shows: a text, or pairs of a label and a value. Use pairs for whatever comes from somebody else: no value
 * can pretend to be a pair of its own. A value is a text, or an amount of money, which is written out and never cut.
 */
export type PhoneText = string | ReadonlyArray<PhonePair>;

/** Assumed, like all lengths here: BlokSec has published none. */
const longestText = 2000;
const style: PairStyle = { name: 'details', longestValue: 200 };

/**
 * The text that is sent as `requestDetails`, exactly. `authenticate` and `authorize` use it; call it yourself to see or
 * to store what the user is going to read.
 *
 * - A string is one paragraph of at most 2,000 characters: its line breaks become spaces.
 * - Pairs become lines `Label: value`. A value has at most 200 characters, a label 40; colons in a label become spaces,
 *   and an empty value is shown as "–". An amount is written `1,234.50 EUR`, with all digits that its currency has.
 * - Invisible and direction-changing characters are taken out, white space is collapsed, the result is in NFC
 *   (OWASP Transaction Authorization, "what you see is what you sign").
 * - What is cut ends with "…". A whole line is never left out: more than 2,000 characters of pairs are refused.
 *
 * Lengths count code points, and are assumed.
 *
 * @throws BlokSecError `bad-request` if there is a label without text, an amount that is none, or too much to show.
 */
export function phoneText(text: PhoneText): string {
  if (typeof text === 'string') return cutText(cleanLine(text), longestText);
  if (!Array.isArray(text)) throw notPairs('details');
  const joined = text.map((pair) => pairText(pair, style)).join('\n');
  if (countCharacters(joined) > longestText) {
    throw badArgument(
      'details',
      `at most ${longestText} characters together, or a line would be missing on the phone: show fewer lines`,
    );
  }
  return joined;
}
