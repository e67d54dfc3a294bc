import { badArgument } from '../wire/input.ts';
import { cleanLine } from './clean-text.ts';
import { cutText } from './cut-text.ts';

/** Assumed: BlokSec has published no length. Fits a headline on a narrow phone. */
const longestLine = 120;

/** A headline or a title: one clean line of at most 120 characters. */
export function phoneLine(name: string, text: unknown): string {
  const line = typeof text === 'string' ? cutText(cleanLine(text), longestLine) : '';
  if (line === '') throw badArgument(name, 'text that can be seen');
  return line;
}
