import { expect, test } from 'vitest';
import { layOutDetails } from '../../src/ui/phone/requests/details.ts';

test('"Label: value" is a row, and everything else is text with its line breaks', () => {
  expect(layOutDetails('Amount: 25.00 EUR\nPlease read\n\nthis\nPayee: ACME: GmbH')).toEqual([
    { kind: 'row', label: 'Amount', value: '25.00 EUR' },
    { kind: 'text', text: 'Please read\n\nthis' },
    { kind: 'row', label: 'Payee', value: 'ACME: GmbH' },
  ]);
});

test('line ends of every system are line ends', () => {
  expect(layOutDetails('A: 1\r\nB: 2\rC: 3')).toHaveLength(3);
});

test('times, addresses and sentences are not taken for labels', () => {
  for (const text of [
    '14:03:22',
    'https://example.com',
    'Note:',
    ': value',
    `${'x'.repeat(41)}: y`,
  ]) {
    expect(layOutDetails(text)).toEqual([{ kind: 'text', text }]);
  }
});

test('the code stands out where it is one line of its own', () => {
  expect(layOutDetails('Code: 493817\nFrom: here')[0]).toEqual({
    kind: 'code',
    label: 'Code',
    value: '493817',
  });
});

test('T14: two codes contradict each other, so neither stands out', () => {
  const parts = layOutDetails('Code: 493817\nPayee: x\nCode: 111111');
  expect(parts.map(({ kind }) => kind)).toEqual(['row', 'row', 'row']);
});

test('a code inside other text is no code', () => {
  for (const line of ['The Code: 493817', 'Code: 493817 or so', 'code: 493817', 'Code: 123']) {
    expect(layOutDetails(line).some(({ kind }) => kind === 'code')).toBe(false);
  }
});
