import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const file = (path: string): Promise<string> =>
  readFile(new URL(`../${path}`, import.meta.url), 'utf8');

it('ships every file that its exports name, of which the bundle needs no other', async () => {
  const { exports } = JSON.parse(await file('package.json')) as { exports: object };
  const paths = Object.values(exports).flatMap((target: string | object) =>
    typeof target === 'string' ? [target] : (Object.values(target) as string[]),
  );
  expect(paths).toContain('./dist/bloksec-wait.min.js');
  for (const path of paths) expect(await file(path)).not.toBe('');
  expect(await file('dist/bloksec-wait.min.js')).not.toMatch(/\bimport\b/);
});

it('depends on nothing', async () => {
  expect(JSON.parse(await file('package.json'))).not.toHaveProperty('dependencies');
});
