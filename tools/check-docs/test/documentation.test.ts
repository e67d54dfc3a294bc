import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileDocs } from '../src/compile-docs.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

it('compiles every ts block of the documentation', { timeout: 60_000 }, async () => {
  expect(await compileDocs(root)).toEqual([]);
});
