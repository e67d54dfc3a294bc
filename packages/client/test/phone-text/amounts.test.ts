import { expect, test } from 'vitest';
import { isBlokSecError, phoneText, type Amount } from '../../src/index.ts';
import { phoneSummary } from '../../src/phone-text/phone-line.ts';
import { invisibles, lineBreaks } from './corpus.ts';

test.each([
  ['25', 'EUR', '25.00 EUR'],
  ['25.5', 'EUR', '25.50 EUR'],
  ['0', 'EUR', '0.00 EUR'],
  ['-1234.5', 'USD', '-1,234.50 USD'],
  ['999', 'EUR', '999.00 EUR'],
  ['1000000', 'EUR', '1,000,000.00 EUR'],
  ['123456789012345.67', 'EUR', '123,456,789,012,345.67 EUR'],
  ['1234', 'JPY', '1,234 JPY'],
  ['1.5', 'KWD', '1.500 KWD'],
])('%s %s is shown as %s', (amount, currency, shown) => {
  expect(phoneText([['Amount', { amount, currency }]])).toBe(`Amount: ${shown}`);
});

test.each([
  ['a number', { amount: 25, currency: 'EUR' }],
  ['more digits than the currency has', { amount: '25.005', currency: 'EUR' }],
  ['a fraction of a currency without', { amount: '25.0', currency: 'JPY' }],
  ['a comma', { amount: '25,00', currency: 'EUR' }],
  ['a leading zero', { amount: '025', currency: 'EUR' }],
  ['a plus', { amount: '+25', currency: 'EUR' }],
  ['an exponent', { amount: '1e3', currency: 'EUR' }],
  ['digits of another script', { amount: '٢٥', currency: 'EUR' }],
  ['a line break', { amount: '25\n', currency: 'EUR' }],
  ['16 digits', { amount: '1234567890123456', currency: 'EUR' }],
  ['no currency', { amount: '25' }],
  ['a currency in small letters', { amount: '25', currency: 'eur' }],
  ['a currency sign', { amount: '25', currency: '€' }],
  ['a list', ['25', 'EUR']],
])('an amount with %s is refused', (_name, value) => {
  let thrown: unknown;
  try {
    phoneText([['Amount', value as Amount]]);
  } catch (error) {
    thrown = error;
  }
  expect(isBlokSecError(thrown)).toBe(true);
  expect(thrown).toMatchObject({ code: 'bad-request', delivered: 'no' });
});

test('T14: an amount is whole, whatever is in the line beside it', () => {
  const lines = phoneText([
    ['To', 'x'.repeat(5000)],
    ['Amount', { amount: '123456789012345.67', currency: 'EUR' }],
  ]).split('\n');
  expect(lines[1]).toBe('Amount: 123,456,789,012,345.67 EUR');
});

test('a headline of pairs is one line', () => {
  expect(
    phoneSummary([
      ['Transfer', { amount: '25', currency: 'EUR' }],
      ['To', 'ACME GmbH'],
    ]),
  ).toBe('Transfer: 25.00 EUR · To: ACME GmbH');
});

test.each(['·', '•', '\u2027', '\u22C5', '\u30FB', '\uFF65', '\u0387'])(
  'T14: no value of a headline pretends to be a pair of its own (%s)',
  (dot) => {
    const line = phoneSummary([
      [`To${dot}`, `ACME ${dot} Transfer: 1.00 EUR`],
      ['Transfer', { amount: '25', currency: 'EUR' }],
    ]);
    expect(line).toBe('To: ACME Transfer: 1.00 EUR · Transfer: 25.00 EUR');
  },
);

test.each([...invisibles, ...lineBreaks])(
  'T14: %s in a headline of pairs is dealt with like in lines',
  (_name, character) => {
    const line = phoneSummary([['To', `A${character} B`]]);
    expect(line).toBe('To: A B');
  },
);

test('a long value of a headline is cut, visibly; a pair is never left out', () => {
  expect(phoneSummary([['To', 'x'.repeat(100)]])).toBe(`To: ${'x'.repeat(59)}…`);
  const three = ['A', 'B', 'C'].map((label) => [label, 'x'.repeat(60)] as const);
  expect(() => phoneSummary(three)).toThrow(/at most|1 to 120 characters/);
  expect(() => phoneSummary([])).toThrow(/1 to 120 characters/);
});
