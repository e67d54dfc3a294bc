import { expect, test } from 'vitest';
import * as publicExports from '../src/index.ts';

test('the public surface is what was decided', () => {
  expect(Object.keys(publicExports).toSorted()).toMatchInlineSnapshot(`
    [
      "BlokSecStrategy",
    ]
  `);
});
