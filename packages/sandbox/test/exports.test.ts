import { expect, test } from 'vitest';
import * as exports from '../src/index.ts';

test('exports the test kit and nothing else', () => {
  expect(Object.keys(exports)).toEqual(['createSandbox']);
});
