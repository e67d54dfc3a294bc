import { describe, expect, test } from 'vitest';
import { NewPayee } from '../src/account/new-payee.ts';
import { TransferOrder } from '../src/account/transfer-order.ts';
import { InvalidFormException, readForm } from '../src/http/read-form.ts';
import { Invitee } from '../src/operator/invitee.ts';

const problems = (read: () => unknown): Readonly<Record<string, string>> => {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidFormException) return error.fields;
    throw error;
  }
  throw new Error('Expected the form to be refused, and it was accepted.');
};

describe('a transfer', () => {
  const good = { payee: ' ACME GmbH ', amount: '25,00', reference: 'Invoice 7' };

  test('is read with its amount in cents', () => {
    expect(readForm(TransferOrder, good)).toEqual({
      payee: 'ACME GmbH',
      amountCents: 25_00,
      reference: 'Invoice 7',
    });
  });

  test('needs no reference', () => {
    const { reference: _, ...bare } = good;
    expect(readForm(TransferOrder, bare).reference).toBe('');
  });

  test.each([
    ['no amount', { amount: undefined }, 'amount'],
    ['a number for an amount, since 0.1 is none', { amount: 25 }, 'amount'],
    ['no payee', { payee: ' ' }, 'payee'],
    ['a payee twice', { payee: ['ACME GmbH', 'Mallory'] }, 'payee'],
    ['a payee on two lines', { payee: 'ACME\nAmount: 1' }, 'payee'],
    ['a payee that changes the direction of text', { payee: 'ACME\u202EHbmG' }, 'payee'],
    ['a long reference', { reference: 'x'.repeat(141) }, 'reference'],
  ])('with %s is refused', (_, change, field) => {
    expect(Object.keys(problems(() => readForm(TransferOrder, { ...good, ...change })))).toEqual([
      field,
    ]);
  });

  test('that is missing altogether is refused field by field', () => {
    expect(Object.keys(problems(() => readForm(TransferOrder, undefined)))).toEqual([
      'payee',
      'amount',
    ]);
  });
});

describe('a payee', () => {
  test('is read with the IBAN as it is stored', () => {
    expect(readForm(NewPayee, { name: 'ACME', iban: 'de89 3704 0044 0532 0130 00' }).iban).toBe(
      'DE89370400440532013000',
    );
  });

  test.each(['DE88370400440532013000', 'DE89', '', 'DE89 3704 0044 0532 0130 0?'])(
    'with %j for an IBAN is refused',
    (iban) => {
      expect(problems(() => readForm(NewPayee, { name: 'ACME', iban }))).toEqual({
        iban: 'This is no IBAN. One looks like DE89 3704 0044 0532 0130 00.',
      });
    },
  );
});

describe('an invitation', () => {
  test('has the account name that the login will look for', () => {
    expect(readForm(Invitee, { name: 'Ada', email: 'User@Example.com' })).toEqual({
      name: 'Ada',
      email: 'User@Example.com',
      accountName: 'user@example.com',
    });
  });

  test('to what is no address is refused', () => {
    expect(problems(() => readForm(Invitee, { name: 'Ada', email: 'user' }))).toEqual({
      email: 'An address like user@example.com.',
    });
  });
});
