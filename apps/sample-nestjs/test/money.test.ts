import { expect, test } from 'vitest';
import { formatCents, parseCents } from '../src/account/money.ts';

test.each([
  ['25', 25_00],
  ['25.00', 25_00],
  ['25,50', 25_50],
  [' 0.01 ', 1],
  ['999999999.99', 999_999_999_99],
])('%j is read as %i cents', (text, cents) => {
  expect(parseCents(text)).toBe(cents);
});

test.each(['', '0', '0.00', '-5', '2.5', '25.001', '1,000.00', '1e3', '٢٥', 'NaN', '1000000000'])(
  '%j is no amount',
  (text) => {
    expect(parseCents(text)).toBeUndefined();
  },
);

test.each([
  [1_000_00, '1,000.00'],
  [5, '0.05'],
  [25_50, '25.50'],
  [999_999_999_99, '999,999,999.99'],
])('%i cents are shown as %s', (cents, text) => {
  expect(formatCents(cents)).toBe(text);
});
