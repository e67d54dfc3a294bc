import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkThreatModel } from '../src/check-threat-model.ts';

describe('checkThreatModel', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'bloksec-threats-'));
    await mkdir(join(root, 'docs'));
    await writeFile(
      join(root, 'some.test.ts'),
      `describe.each([1])('T1: a group of %s', () => {
        it<string>('T2, T3: asks "why"', { timeout: 1 }, () => {});
        test.runIf(true)(\`T4: with \${1}\`, () => {});
        test.each([{ a: 1 }])('T5: $a', ({ a }) => expect(a).toBe('T6: not a title'));
        test.skip('T7: does not run', () => {});
        // test('T8: is gone', () => {});
      });`,
    );
  });

  afterEach(() => rm(root, { recursive: true }));

  const check = async (text: string, threats = ['T1']): Promise<string[]> => {
    await writeFile(join(root, 'docs/t.md'), text);
    return checkThreatModel(root, 'docs/t.md', threats);
  };
  const row = (number: string, title: string) =>
    `### ${number}. Name\n\n- [some.test.ts](../some.test.ts): ${title}\n`;

  it('finds titles of tests and groups, with placeholders, of whichever number', async () => {
    const rows = [
      row('T1', 'T1: a group of %s'),
      row('T2', 'T2, T3: asks "why"'),
      row('T3', 'T2, T3: asks \\"why\\"'),
      row('T5', 'T5: $a'),
    ];
    expect(await check(rows.join('\n'), ['T1', 'T2', 'T3', 'T5'])).toEqual([]);
  });

  it.each(['T1: a group of one', 'T1: a group', 'T1: a group of %s.'])(
    'misses a title that differs: %s',
    async (title) => {
      expect(await check(row('T1', title))).toEqual([
        `docs/t.md:3: ../some.test.ts has no test "${title}"`,
      ]);
    },
  );

  it.each(['T6: not a title', 'T7: does not run', 'T8: is gone'])(
    'takes for no test what does not run: %s',
    async (title) => {
      expect(await check(row(title.slice(0, 2), title), [title.slice(0, 2)])).toHaveLength(1);
    },
  );

  it('misses a threat, and sees one that is there twice or is none', async () => {
    const rows = row('T1', 'T1: a group of %s');
    expect(await check(`${rows}${rows}### T9. Name\n\nNo test: it is none.`, ['T1', 'T2'])).toEqual(
      [
        'docs/t.md: T1 is there 2 times, not once',
        'docs/t.md: T2 is there 0 times, not once',
        'docs/t.md:7: T9 is no threat of the list',
      ],
    );
  });

  it('wants a test that bears the number, or the reason why there is none', async () => {
    expect(await check('### T1. Name\n\nNo test: it can not be tested.')).toEqual([]);
    expect(await check('### T1. Name\n\nText.')).toEqual([
      'docs/t.md:1: T1 has neither a test nor "No test: why"',
    ]);
    expect(await check(row('T1', 'T2, T3: asks "why"'))).toEqual([
      'docs/t.md:1: T1 has no test named for it',
    ]);
  });

  it('follows every link but those to other sites', async () => {
    const links = 'See [a](../a.ts), [b](https://b.example/), [c](../some.test.ts#L1).\n\n';
    expect(await check(`${links}${row('T1', 'T1: a group of %s')}`)).toEqual([
      'docs/t.md:1: there is no ../a.ts',
    ]);
  });
});
