import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scope } from '../src/workspace-packages.ts';
import { wrongArrows } from '../src/wrong-arrows.ts';

let root: string;

const write = async (path: string, text: string) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

/** A package that uses nothing, unless its lists say so. */
const house = (name: string, lists: object = {}) =>
  write(`packages/${name}/package.json`, JSON.stringify({ name: `${scope}${name}`, ...lists }));

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bloksec-arrows-'));
});

afterEach(() => rm(root, { recursive: true }));

describe.each([
  ['client', 'challenges'],
  ['challenges', 'passport'],
  ['passport', 'nestjs'],
  ['nestjs', 'passport'],
  ['sandbox', 'client'],
  ['wait-widget', 'client'],
  ['client', 'sandbox'],
  ['challenges', 'sandbox'],
  ['cli', 'challenges'],
])('%s → %s', (from, to) => {
  it('is wrong as an import', async () => {
    await house(from);
    await write(`packages/${from}/src/deep/a.ts`, `import { a } from '@bloksec/${to}';`);
    expect(await wrongArrows(root)).toEqual([
      `${from} may not use ${to}, and packages/${from}/src/deep/a.ts does`,
    ]);
  });

  it.each(['dependencies', 'peerDependencies', 'optionalDependencies'])(
    'is wrong in %s',
    async (list) => {
      await house(from, { [list]: { [`${scope}${to}`]: 'workspace:^' } });
      expect(await wrongArrows(root)).toEqual([
        `${from} may not use ${to}, and its package.json lists it in dependencies`,
      ]);
    },
  );
});

it.each([
  `import type { A } from '@bloksec/sandbox';`,
  `export { a } from '@bloksec/sandbox';`,
  `export * from '@bloksec/sandbox/testing';`,
  `import '@bloksec/sandbox';`,
  `const a = await import('@bloksec/sandbox');`,
  `let a: import('@bloksec/sandbox').Sandbox;`,
  `const a = require('@bloksec/sandbox');`,
  `import.meta.resolve('@bloksec/sandbox');`,
])('sees %s', async (statement) => {
  await house('client');
  await write('packages/client/src/a.ts', statement);
  expect(await wrongArrows(root)).toEqual([
    'client may not use sandbox, and packages/client/src/a.ts does',
  ]);
});

it('takes an example in a comment for no arrow', async () => {
  await house('client');
  await write('packages/client/src/a.ts', `/** import { a } from '@bloksec/sandbox'; */`);
  expect(await wrongArrows(root)).toEqual([]);
});

it('lets tests use the sandbox where the table says so, and only there', async () => {
  for (const name of ['client', 'wait-widget']) {
    await house(name, { devDependencies: { [`${scope}sandbox`]: 'workspace:*' } });
    await write(`packages/${name}/test/a.test.ts`, `import '@bloksec/sandbox';`);
  }
  expect(await wrongArrows(root)).toEqual([
    'wait-widget may not use sandbox, and its package.json lists it in devDependencies',
    "wait-widget's tests may not use sandbox, and packages/wait-widget/test/a.test.ts does",
  ]);
});

it('lets every arrow of the table pass', async () => {
  await house('challenges', { dependencies: { [`${scope}client`]: 'workspace:^' } });
  await write('packages/challenges/src/a.ts', `import '@bloksec/client';`);
  expect(await wrongArrows(root)).toEqual([]);
});

it('asks for a new package to be entered in the table', async () => {
  await house('newcomer');
  expect(await wrongArrows(root)).toEqual([
    'newcomer is not in the table of arrows (tools/check-arrows/src/arrows.ts)',
  ]);
});
