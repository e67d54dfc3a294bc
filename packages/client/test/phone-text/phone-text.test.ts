import { describe, expect, test } from 'vitest';
import { isBlokSecError, phoneText, type PhoneText } from '../../src/index.ts';
import { invisibles, lineBreaks } from './corpus.ts';

const linesOf = (text: PhoneText): string[] => phoneText(text).split('\n');

test('pairs become lines, in their order', () => {
  expect(
    phoneText([
      ['Amount', '25.00 EUR'],
      ['To', 'ACME GmbH'],
    ]),
  ).toBe('Amount: 25.00 EUR\nTo: ACME GmbH');
});

test('a text is one paragraph', () => {
  expect(phoneText('Log in\r\nto  Harbour\tBank\n')).toBe('Log in to Harbour Bank');
});

describe.each(invisibles)('%s', (_name, character) => {
  test('T14: is taken out of values, labels and texts', () => {
    const hidden = `25${character}.00 ${character}EUR${character}`;
    expect(phoneText([[`Am${character}ount`, hidden]])).toBe('Amount: 25.00 EUR');
    expect(phoneText(hidden)).toBe('25.00 EUR');
  });
});

describe.each(lineBreaks)('%s', (_name, character) => {
  test('T14: in a value begins no line: a look-alike "Code:" stays in its own', () => {
    const lines = linesOf([
      ['Code', '493817'],
      ['To', `ACME${character}Code: 111111`],
      ['Amount', '25.00 EUR'],
    ]);
    expect(lines).toEqual(['Code: 493817', 'To: ACME Code: 111111', 'Amount: 25.00 EUR']);
  });

  test('in a label begins no line either', () => {
    expect(phoneText([[`To${character}Code`, '111111']])).toBe('To Code: 111111');
  });

  test('in a text is a space', () => {
    expect(phoneText(`a${character}Code: 111111`)).toBe('a Code: 111111');
  });
});

test.each([':', '\uFF1A', '\u2236', '\uA789', '\uFE55', '\u02D0'])(
  'T14: a colon in a label (%s) is a space: a label cannot pretend to be a line',
  (colon) => {
    expect(phoneText([[`Code${colon} 111111`, 'x']])).toBe('Code 111111: x');
  },
);

test('equal texts are equal bytes: the result is in NFC', () => {
  expect(phoneText([['Name', 'Zoe\u0308']])).toBe('Name: Zo\u00EB');
});

test('white space of any width or length is one space, so that nothing is pushed out of sight', () => {
  expect(phoneText([['To', `ACME${' \u00A0\u3000\u2003\u2800'.repeat(40)}x`]])).toBe('To: ACME x');
});

test('lone surrogates become a visible mark', () => {
  expect(phoneText([['To', 'A\uD800B\uDC00']])).toBe('To: A\uFFFDB\uFFFD');
});

test('emoji stay whole, with their joiners, skin tones and variation selectors', () => {
  const family = '👩‍👩‍👧 👩🏽‍💻 ❤️‍🔥 1️⃣ ✈️';
  expect(phoneText([['To', family]])).toBe(`To: ${family}`);
});

test('scripts that are written from right to left stay as they are', () => {
  expect(
    phoneText([
      ['שם', 'דנה כהן'],
      ['الاسم', 'ليلى'],
    ]),
  ).toBe('שם: דנה כהן\nالاسم: ليلى');
});

test('an empty value is shown as one', () => {
  expect(phoneText([['Reference', ' \u200B ']])).toBe('Reference: –');
});

describe('lengths', () => {
  test('a value of 200 characters is whole, one of 201 is cut, visibly', () => {
    expect(phoneText([['To', 'x'.repeat(200)]])).toBe(`To: ${'x'.repeat(200)}`);
    expect(phoneText([['To', 'x'.repeat(201)]])).toBe(`To: ${'x'.repeat(199)}…`);
  });

  test('characters are counted, not UTF-16 units', () => {
    expect(phoneText([['To', '𝒳'.repeat(200)]])).toBe(`To: ${'𝒳'.repeat(200)}`);
  });

  test('a cut falls between what readers see as characters', () => {
    const family = '👩‍👩‍👧';
    const shown = phoneText([['To', family.repeat(50)]]).slice('To: '.length);
    expect(shown).toBe(`${family.repeat(39)}…`);
    const accents = phoneText([['To', 'x\u0323\u0330'.repeat(100)]]).slice('To: '.length);
    expect(accents).toMatch(/\u0330…$/);
  });

  test('T14: 2,000 characters in a value leave the other lines alone', () => {
    const lines = linesOf([
      ['Amount', '25.00 EUR'],
      ['To', 'A'.repeat(2000)],
      ['Code', '493817'],
    ]);
    expect(lines[0]).toBe('Amount: 25.00 EUR');
    expect(lines[1]).toHaveLength('To: '.length + 200);
    expect(lines[2]).toBe('Code: 493817');
  });

  test('a label has at most 40 characters', () => {
    expect(phoneText([['L'.repeat(100), 'x']])).toBe(`${'L'.repeat(39)}…: x`);
  });

  test('a text of more than 2,000 characters is cut, visibly', () => {
    expect(phoneText('x'.repeat(2000))).toHaveLength(2000);
    expect(phoneText('x'.repeat(2001))).toBe(`${'x'.repeat(1999)}…`);
  });

  test('pairs of more than 2,000 characters are refused: a line would be missing', () => {
    const pairs = Array.from({ length: 30 }, (_, index) => [`L${index}`, 'x'.repeat(150)] as const);
    expect(() => phoneText(pairs)).toThrow(/at most 2000 characters/);
  });
});

test.each([
  ['a label without text', [['\u200B', 'x']]],
  ['a label of colons', [[':', 'x']]],
  ['a value that is a number', [['Amount', 25]]],
  ['a pair of one', [['Amount']]],
  ['an object', { Amount: '25' }],
  ['a number', 25],
])('%s is refused', (_name, text) => {
  let thrown: unknown;
  try {
    phoneText(text as unknown as PhoneText);
  } catch (error) {
    thrown = error;
  }
  expect(isBlokSecError(thrown)).toBe(true);
  expect(thrown).toMatchObject({ code: 'bad-request', delivered: 'no' });
});

test('T14: whatever is in a value: the lines are as many as the pairs, and cleaning again changes nothing', () => {
  const plain = [
    'a',
    ':',
    ' ',
    'Code: ',
    '👩',
    '\u200D',
    '🏽',
    '\uFE0F',
    '1',
    'e\u0301',
    '\uD83D',
    '…',
  ];
  const alphabet = [...invisibles, ...lineBreaks].map(([, character]) => character).concat(plain);
  // A fixed sequence (a linear congruential generator), so that a failure comes again.
  let state = 42;
  const next = (below: number): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * below);
  };
  for (let round = 0; round < 5000; round += 1) {
    const value = Array.from({ length: next(40) }, () => alphabet[next(alphabet.length)]).join('');
    const text = phoneText([
      ['Code', '493817'],
      ['To', value],
      ['Amount', '25.00 EUR'],
    ]);
    const lines = text.split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('Code: 493817');
    expect(lines[2]).toBe('Amount: 25.00 EUR');
    expect(lines[1]).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\u200C\u2028\u2029]/u);
    const shown = lines[1]?.slice('To: '.length) ?? '';
    expect(phoneText([['To', shown]])).toBe(`To: ${shown}`);
  }
});
