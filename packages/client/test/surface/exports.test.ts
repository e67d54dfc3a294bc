import { expect, test } from 'vitest';
import * as client from '../../src/index.ts';

test('the package exports this and nothing else', () => {
  expect(Object.keys(client).sort()).toMatchInlineSnapshot(`
    [
      "BlokSecClient",
      "BlokSecError",
      "isBlokSecError",
      "phoneText",
    ]
  `);
});

test('an error of another copy of the package is known', async () => {
  const copy: { BlokSecError: typeof client.BlokSecError } = await import(
    // The query makes it another module.
    '../../src/errors/bloksec-error.ts?another-copy' as string
  );
  const foreign = new copy.BlokSecError('foreign', { code: 'timeout', delivered: 'unknown' });
  expect(foreign).not.toBeInstanceOf(client.BlokSecError);
  expect(client.isBlokSecError(foreign)).toBe(true);
});

test.each([undefined, null, 'error', {}, new Error('x'), { code: 'timeout', delivered: 'no' }])(
  'isBlokSecError(%o) is false',
  (value) => {
    expect(client.isBlokSecError(value)).toBe(false);
  },
);
