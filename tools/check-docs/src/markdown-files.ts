import { glob } from 'node:fs/promises';

/** The documentation whose code is compiled, as paths relative to the repository's root. */
export const markdownFiles = async (root: string): Promise<string[]> => {
  const patterns = ['README.md', 'docs/**/*.md', 'packages/*/README.md'];
  const files: string[] = [];
  for await (const file of glob(patterns, { cwd: root })) files.push(file);
  return files.toSorted();
};
