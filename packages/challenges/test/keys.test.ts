import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyring } from '../src/keys/keyring.ts';
import { tamper } from './helpers/tamper.ts';

const { current } = createKeyring('secret');

test('T38: no value of an HMAC can shift into the next, whatever separators it holds', () => {
  const tuples = [
    ['a', 'b'],
    ['a|b'],
    ['ab'],
    ['a', '', 'b'],
    ['a","b'],
    ['a\u0000b'],
    ['a\nb'],
    ['a,b'],
    ['', 'ab'],
  ];
  const macs = tuples.map((tuple) => current.mac('label', ...tuple));
  expect(new Set(macs).size).toBe(tuples.length);
  expect(current.mac('other', 'a')).not.toBe(current.mac('label', 'a'));
});

test('T38: different lists of strings never have the same HMAC', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '|', '"', ',', '\\', '\0', '\n', '[', ']') });
  const list = fc.array(text, { maxLength: 4 });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      expect(current.mac('label', ...a) === current.mac('label', ...b)).toBe(same);
    }),
    { numRuns: 1000 },
  );
});

test('opens what a previous secret sealed, and nothing that another sealed, changed, or sealed for another use', async () => {
  const ring = createKeyring('new', ['secret']);
  const sealed = await current.seal('use', { n: 1 });
  expect(await ring.unseal('use', sealed)).toEqual({ n: 1 });
  expect(await ring.unseal('another use', sealed)).toBeUndefined();
  expect(await createKeyring('new').unseal('use', sealed)).toBeUndefined();
  expect(await ring.unseal('use', tamper(sealed))).toBeUndefined();
  expect(await ring.unseal('use', 'no token')).toBeUndefined();
});
