import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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

const manifests = ['{packages,apps,tools}/*/package.json', 'e2e/package.json'];

/** Reads the workspace's packages. */
export const workspacePackages = async (root: string): Promise<WorkspacePackage[]> => {
  const packages: WorkspacePackage[] = [];
  for await (const path of glob(manifests, { cwd: root })) {
    const manifest = JSON.parse(await readFile(join(root, path), 'utf8'));
    const { dependencies, peerDependencies, optionalDependencies } = manifest;
    packages.push({
      name: manifest.name.replace(scope, ''),
      folder: join(root, dirname(path)),
      dependencies: Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }),
      devDependencies: Object.keys(manifest.devDependencies ?? {}),
    });
  }
  return packages.toSorted((a, b) => a.name.localeCompare(b.name));
};
