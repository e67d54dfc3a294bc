import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A package of the workspace, as far as arrows are concerned. */
export interface WorkspacePackage {
  /** Without the scope, as in the table of arrows. */
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** Names of what its package.json lists to publish or run with. */
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

/** The scope of all our packages. */
export const scope = '@bloksec/';

/** Reads the workspace's packages. */
export const workspacePackages = async (root: string): Promise<WorkspacePackage[]> => {
  const packages: WorkspacePackage[] = [];
  for (const folder of await packageFolders(root)) {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const { dependencies, peerDependencies, optionalDependencies } = manifest;
    packages.push({
      name: manifest.name.replace(scope, ''),
      folder,
      dependencies: Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }),
      devDependencies: Object.keys(manifest.devDependencies ?? {}),
    });
  }
  return packages.toSorted((a, b) => a.name.localeCompare(b.name));
};

/** As pnpm-workspace.yaml has them. */
const packageFolders = async (root: string): Promise<string[]> => {
  const folders = [join(root, 'e2e')];
  for (const group of ['packages', 'apps', 'tools']) {
    const names = await readdir(join(root, group)).catch(() => []);
    folders.push(...names.map((name) => join(root, group, name)));
  }
  return folders.filter((folder) => existsSync(join(folder, 'package.json')));
};
