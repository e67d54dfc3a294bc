import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The documentation whose code is compiled, as paths relative to the repository's root. */
export const markdownFiles = async (root: string): Promise<string[]> => [
  ...existing(root, ['README.md']),
  ...(await entries(root, 'docs')).filter((path) => path.endsWith('.md')),
  ...existing(
    root,
    (await entries(root, 'packages', false)).map((path) => join(path, 'README.md')),
  ),
];

const entries = async (root: string, folder: string, recursive = true): Promise<string[]> => {
  if (existing(root, [folder]).length === 0) return [];
  const paths = await readdir(join(root, folder), { recursive });
  return paths.map((path) => join(folder, path)).toSorted();
};

const existing = (root: string, paths: readonly string[]): string[] =>
  paths.filter((path) => existsSync(join(root, path)));
