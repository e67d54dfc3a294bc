import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileDocs } from '../src/compile-docs.ts';

describe('compileDocs', { timeout: 60_000 }, () => {
  let root: string;

  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const block = (code: string, mark = 'ts') => `# Title\n\n\`\`\`${mark}\n${code}\n\`\`\`\n`;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'bloksec-docs-'));
  });

  afterEach(() => rm(root, { recursive: true }));

  it.each(['README.md', 'docs/a/deep-one.md', 'packages/client/README.md'])(
    'says the file and the line that is wrong in %s',
    async (path) => {
      await write(path, block('const a = 1;\nconst b: string = a;'));
      expect(await compileDocs(root)).toEqual([
        `${path}:5: error TS2322: Type 'number' is not assignable to type 'string'.`,
      ]);
    },
  );

  it('checks against the packages', async () => {
    const wrongOption = `import { BlokSecClient } from '@bloksec/client';\nnew BlokSecClient({ timeout: 1 });`;
    await write('README.md', block(wrongOption));
    expect(await compileDocs(root)).toEqual([
      expect.stringMatching(/^README\.md:5: error TS\d+: .*'timeout' does not exist/),
    ]);
  });

  it('accepts decorators, and top-level names that another block has, too', async () => {
    const nest = `import { Controller } from '@nestjs/common';\n@Controller()\nexport class A {}`;
    await write('README.md', block(nest) + block('class A {}\nawait Promise.resolve(new A());'));
    expect(await compileDocs(root)).toEqual([]);
  });

  it('leaves out a block that says why, and refuses one that does not', async () => {
    await write('README.md', block('…', 'ts no-check: a sketch'));
    await write('docs/a.md', block('…', 'ts no-check'));
    expect(await compileDocs(root)).toEqual([
      expect.stringMatching(/^docs\/a\.md: line 3: "ts no-check" is not known/),
    ]);
  });
});
