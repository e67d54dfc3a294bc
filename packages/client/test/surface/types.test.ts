import { expectTypeOf, test } from 'vitest';
import {
  BlokSecClient,
  BlokSecError,
  isBlokSecError,
  phoneText,
  type AuthResult,
  type BlokSecErrorCode,
  type PhoneText,
  type Registration,
} from '../../src/index.ts';

// Checked by tsc: this file is part of `pnpm run typecheck`.

test('a result is told apart by its status', () => {
  expectTypeOf<AuthResult['status']>().toEqualTypeOf<'accepted' | 'rejected' | 'expired'>();
  expectTypeOf<AuthResult['requestId']>().toEqualTypeOf<string>();
  expectTypeOf<Extract<AuthResult, { status: 'accepted' }>>().toEqualTypeOf<{
    readonly status: 'accepted';
    readonly requestId: string;
  }>();
});

test('the methods take and give what they say', () => {
  type Client = BlokSecClient;
  expectTypeOf<Client['authenticate']>().returns.resolves.toEqualTypeOf<AuthResult>();
  expectTypeOf<Client['authorize']>().returns.resolves.toEqualTypeOf<AuthResult>();
  expectTypeOf<Client['register']>().returns.resolves.toEqualTypeOf<Registration>();
  expectTypeOf<Client['getRegistration']>().returns.resolves.toEqualTypeOf<Registration>();
  expectTypeOf<Client['waitForRegistration']>().returns.resolves.toEqualTypeOf<Registration>();
  expectTypeOf<Client['authenticate']>().toBeCallableWith({ accountName: 'a', summary: 's' });
  expectTypeOf<Client['authenticate']>().toBeCallableWith(
    { accountName: 'a', summary: 's', details: undefined },
    { signal: undefined, approvalTimeoutMs: undefined },
  );
  // @ts-expect-error a transaction without details is none
  expectTypeOf<Client['authorize']>().toBeCallableWith({
    accountName: 'a',
    summary: 's',
    prompt: 'p',
  });
});

test('the options are all optional, and may be undefined', () => {
  expectTypeOf(BlokSecClient).toBeConstructibleWith();
  expectTypeOf(BlokSecClient).toBeConstructibleWith({ apiUrl: undefined, timeoutMs: undefined });
  expectTypeOf(BlokSecClient).toBeConstructibleWith({ fetch: globalThis.fetch });
});

test('the guard narrows, and the codes are a closed union', () => {
  expectTypeOf(isBlokSecError).guards.toEqualTypeOf<BlokSecError>();
  expectTypeOf<BlokSecError['code']>().toEqualTypeOf<BlokSecErrorCode>();
  expectTypeOf<BlokSecError['delivered']>().toEqualTypeOf<'no' | 'yes' | 'unknown'>();
  expectTypeOf<BlokSecError['status']>().toEqualTypeOf<number | undefined>();
});

test('text for the phone is a string or pairs', () => {
  expectTypeOf(phoneText).toEqualTypeOf<(text: PhoneText) => string>();
  expectTypeOf(phoneText).toBeCallableWith([['Amount', '25.00 EUR']]);
  // @ts-expect-error a pair has a label and a value
  expectTypeOf(phoneText).toBeCallableWith([['Amount']]);
});
