import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, LIMIT_CAPS, type Rate } from '../src/index.ts';

const rate = ({ points, seconds }: Rate): string => `${points} in ${seconds} s`;

/** The default of every limit in the README's words. */
const defaults = (): Readonly<Record<string, string>> => {
  const { pushes, coolDownSeconds, breaker, ...others } = DEFAULT_LIMITS;
  const { accountCodeTries, startsPerAddress, polls, ...numbers } = others;
  const told: Record<string, string> = {
    accountCodeTries: rate(accountCodeTries),
    startsPerAddress: rate(startsPerAddress),
    polls: rate(polls),
    coolDownSeconds: coolDownSeconds.join(', '),
    breaker: `${breaker.failures} failures, ${breaker.seconds} s`,
  };
  for (const [name, rates] of Object.entries(pushes)) {
    told[`pushes.${name}`] = rates.map(rate).join(' and ');
  }
  for (const [name, value] of Object.entries(numbers)) told[name] = String(value);
  return told;
};

test('the README tells the default and the cap of every limit', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const missing = (name: string, cell: string): boolean =>
    !new RegExp(`^\\| \`${name}\` .*\\| ${cell} *\\|`, 'm').test(readme);
  expect(Object.entries(defaults()).filter(([name, value]) => missing(name, value))).toEqual([]);
  const caps = Object.entries(LIMIT_CAPS);
  expect(caps.filter(([name, [least, most]]) => missing(name, `${least} to ${most}`))).toEqual([]);
});
