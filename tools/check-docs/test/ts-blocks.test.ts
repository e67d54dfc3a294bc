import { describe, expect, it } from 'vitest';
import { tsBlocks } from '../src/ts-blocks.ts';

describe('tsBlocks', () => {
  it('finds the blocks marked ts or typescript, with the line that their code begins on', () => {
    const markdown = 'Text\n```ts\nconst a = 1;\n```\n\n```typescript\nconst b = 2;\n\n```\n';
    expect(tsBlocks(markdown)).toEqual([
      { line: 3, code: 'const a = 1;' },
      { line: 7, code: 'const b = 2;\n' },
    ]);
  });

  it('leaves other languages alone, also where they hold a fence', () => {
    const markdown =
      '````md\n```ts\nconst a = 1;\n```\n````\n```sh\nnpm start\n```\n```tsx\n<a />\n```';
    expect(tsBlocks(markdown)).toEqual([]);
  });

  it('takes off the indent of a block in a list', () => {
    const markdown = '1. First\n\n   ```ts\n   if (a) {\n     b();\n   }\n   ```';
    expect(tsBlocks(markdown)).toEqual([{ line: 4, code: 'if (a) {\n  b();\n}' }]);
  });

  it('tells why a block is exempt', () => {
    expect(tsBlocks('```ts no-check: a sketch\n…\n```')).toEqual([
      { line: 2, code: '…', noCheck: 'a sketch' },
    ]);
  });

  it.each(['no-check', 'no-check:', 'ignore', 'nocheck: a sketch'])(
    'refuses the mark "ts %s"',
    (mark) => {
      expect(() => tsBlocks(`\n\`\`\`ts ${mark}\n…\n\`\`\``)).toThrow(
        `line 2: "ts ${mark}" is not known`,
      );
    },
  );
});
