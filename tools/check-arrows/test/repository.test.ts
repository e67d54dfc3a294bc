import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { wrongArrows } from '../src/wrong-arrows.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

it('finds no wrong arrow in this repository', async () => {
  expect(await wrongArrows(root)).toEqual([]);
});
