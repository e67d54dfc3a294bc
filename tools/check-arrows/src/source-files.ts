import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const isSource = /\.[cm]?[jt]sx?$/;
const isForeign = /^(?:node_modules|dist|\..*)$/;

/** The files of a folder that may import something, as paths relative to it: neither built nor installed ones. */
export const sourceFiles = async (folder: string, under = ''): Promise<string[]> => {
  const files: string[] = [];
  for (const entry of await readdir(join(folder, under), { withFileTypes: true })) {
    const path = join(under, entry.name);
    if (isForeign.test(entry.name)) continue;
    if (entry.isDirectory()) files.push(...(await sourceFiles(folder, path)));
    else if (isSource.test(entry.name)) files.push(path);
  }
  return files;
};
