import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markdownFiles } from './markdown-files.ts';
import { type TsBlock, tsBlocks } from './ts-blocks.ts';

const here = join(import.meta.dirname, '..');

/** As in a new project of a user, with the decorators that Nest wants; the packages are taken as they are built. */
const compilerOptions = {
  target: 'es2023',
  lib: ['es2024', 'dom', 'dom.iterable'],
  module: 'nodenext',
  moduleDetection: 'force',
  strict: true,
  types: ['node'],
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  skipLibCheck: true,
  noEmit: true,
};

/**
 * Compiles every ts block of a repository's documentation, each as a module of its own.
 *
 * @returns what is wrong, each with the file and the line in the Markdown text
 */
export const compileDocs = async (root: string): Promise<string[]> => {
  // Inside this package, so that its dependencies are found; git-ignored.
  await mkdir(join(here, '.turbo'), { recursive: true });
  const folder = await mkdtemp(join(here, '.turbo/blocks-'));
  try {
    const wrong: string[] = [];
    const files: string[] = [];
    for (const path of await markdownFiles(root)) {
      for (const block of await blocksOf(root, path, wrong)) {
        const file = `${path.replaceAll('/', '--')}.${block.line}.ts`;
        // Moved down to its own line, so that the compiler's line numbers are those of the Markdown text.
        await writeFile(join(folder, file), '\n'.repeat(block.line - 1) + block.code);
        files.push(file);
      }
    }
    if (files.length === 0) return wrong;
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    return [...wrong, ...(await compile(folder))];
  } finally {
    await rm(folder, { recursive: true });
  }
};

const blocksOf = async (root: string, path: string, wrong: string[]): Promise<TsBlock[]> => {
  try {
    const blocks = tsBlocks(await readFile(join(root, path), 'utf8'));
    return blocks.filter(({ noCheck }) => noCheck === undefined);
  } catch (error) {
    wrong.push(`${path}: ${(error as Error).message}`);
    return [];
  }
};

/** One line of the compiler for each error, with the block's file name turned back into the text's. */
const compile = (folder: string): Promise<string[]> =>
  new Promise((resolve) => {
    const tsc = join(here, 'node_modules/.bin/tsc');
    execFile(tsc, ['-p', folder, '--pretty', 'false'], { cwd: folder }, (error, stdout, stderr) => {
      if (error === null) return resolve([]);
      const lines = `${stdout}${stderr}`.trim().split('\n');
      resolve(lines.map((line) => line.replace(/^(\S+)\.\d+\.ts\((\d+),\d+\)/, textPlace)));
    });
  });

const textPlace = (_: string, path: string, line: string) =>
  `${path.replaceAll('--', '/')}:${line}`;
