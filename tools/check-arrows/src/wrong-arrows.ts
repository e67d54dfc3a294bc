import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Arrows, arrows, testTools } from './arrows.ts';
import { namedPackages } from './named-packages.ts';
import { sourceFiles } from './source-files.ts';
import { scope, type WorkspacePackage, workspacePackages } from './workspace-packages.ts';

/** Compares a repository with the table of arrows; one sentence for each that is wrong. */
export const wrongArrows = async (root: string): Promise<string[]> => {
  const wrong: string[] = [];
  for (const house of await workspacePackages(root)) {
    const may = arrows[house.name];
    wrong.push(
      ...(may === undefined
        ? [`${house.name} is not in the table of arrows (tools/check-arrows/src/arrows.ts)`]
        : [...wrongDependencies(house, may), ...(await wrongImports(root, house, may))]),
    );
  }
  return wrong;
};

const wrongDependencies = (house: WorkspacePackage, may: Arrows): string[] => {
  const sentence = (list: string, target: string) =>
    `${house.name} may not use ${target}, and its package.json lists it in ${list}`;
  return [
    ...forbidden(house, unscoped(house.dependencies), may.uses).map((target) =>
      sentence('dependencies', target),
    ),
    ...forbidden(house, unscoped(house.devDependencies), inTests(may)).map((target) =>
      sentence('devDependencies', target),
    ),
  ];
};

const wrongImports = async (
  root: string,
  house: WorkspacePackage,
  may: Arrows,
): Promise<string[]> => {
  const wrong: string[] = [];
  for (const path of await sourceFiles(house.folder)) {
    const isProduct = path.startsWith('src/');
    const named = namedPackages(path, await readFile(join(house.folder, path), 'utf8'));
    for (const target of forbidden(house, named, isProduct ? may.uses : inTests(may))) {
      const file = relative(root, join(house.folder, path));
      wrong.push(
        `${house.name}${isProduct ? '' : "'s tests"} may not use ${target}, and ${file} does`,
      );
    }
  }
  return wrong;
};

const inTests = (may: Arrows) => [...may.uses, ...may.testsUse, ...testTools];

const forbidden = (
  house: WorkspacePackage,
  used: readonly string[],
  allowed: readonly string[],
): string[] => used.filter((target) => target !== house.name && !allowed.includes(target));

const unscoped = (names: readonly string[]) =>
  names.filter((name) => name.startsWith(scope)).map((name) => name.slice(scope.length));
