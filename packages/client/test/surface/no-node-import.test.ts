import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';

const folder = new URL('../../src/', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({
    file,
    // Comments may mention what code may not use.
    code: readFileSync(new URL(file, folder), 'utf8').replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, ''),
  }));
const imports = sources.flatMap(({ file, code }) =>
  Array.from(
    code.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g),
    ([, specifier = '']) => ({ file, specifier }),
  ),
);

test('no source file imports a module of Node: the package runs wherever there is fetch', () => {
  const ofNode = imports.filter(
    ({ specifier }) => specifier.startsWith('node:') || builtinModules.includes(specifier),
  );
  expect(ofNode).toEqual([]);
});

test('the source imports ky and its own files, nothing else', () => {
  expect(imports.length).toBeGreaterThan(40);
  const packages = imports.filter(({ specifier }) => !/^\.\.?\//.test(specifier));
  expect(new Set(packages.map(({ specifier }) => specifier))).toEqual(new Set(['ky']));
});

test('no source file uses a global that only Node has', () => {
  const users = sources.filter(({ code }) =>
    /\b(?:process|Buffer|global|setImmediate)\b\s*[.([]/.test(
      code.replaceAll('globalThis.process?.', ''),
    ),
  );
  expect(users.map(({ file }) => file)).toEqual([]);
});
