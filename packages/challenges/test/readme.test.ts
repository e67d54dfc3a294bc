import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS, LIMIT_CAPS } from '../src/index.ts';

test('the README tells the default and the cap of every limit', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const cellsOf = (name: string): readonly string[] =>
    new RegExp(`^\\| \`${name}\` (.*)$`, 'm')
      .exec(readme)?.[1]
      ?.split('|')
      .map((cell) => cell.trim()) ?? [];
  const rate = ({ points, seconds }: { points: number; seconds: number }) =>
    `${points} in ${seconds} s`;
  const {
    pushes,
    coolDownSeconds,
    breaker,
    accountCodeTries,
    startsPerAddress,
    polls,
    ...numbers
  } = DEFAULT_LIMITS;
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
  for (const [name, value] of Object.entries(told)) expect(cellsOf(name), name).toContain(value);
  for (const [name, [least, most]] of Object.entries(LIMIT_CAPS)) {
    expect(cellsOf(name), name).toContain(`${least} to ${most}`);
  }
});
