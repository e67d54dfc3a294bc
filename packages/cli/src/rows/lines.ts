import { UsageError } from '../output/exit-codes.ts';

/** Longer lines are no rows. In characters. */
const longestLine = 20_000;

/** Splits a stream of text into lines, with or without carriage returns. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) {
      throw new UsageError(`The file has a line of more than ${longestLine} characters.`);
    }
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  if (rest !== '') yield rest;
}
