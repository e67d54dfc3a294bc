import { expectTypeOf, test } from 'vitest';
import {
  BlokSecClient,
  BlokSecError,
  isBlokSecError,
  phoneText,
  type Account,
  type AuthenticateRequest,
  type AuthResult,
  type BlokSecErrorCode,
  type BlokSecFetch,
  type BlokSecFetchInit,
  type Dialect,
  type PhoneText,
  type Registration,
  type RequestEvent,
  type ResponseEvent,
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
  expectTypeOf<Client['findAccount']>().returns.resolves.toEqualTypeOf<Account | undefined>();
  expectTypeOf<Client['accountQrCode']>().returns.resolves.toEqualTypeOf<Uint8Array<ArrayBuffer>>();
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
  expectTypeOf<BlokSecError['retryAfterMs']>().toEqualTypeOf<number | undefined>();
});

test('text for the phone is a string or pairs', () => {
  expectTypeOf(phoneText).toEqualTypeOf<(text: PhoneText) => string>();
  expectTypeOf(phoneText).toBeCallableWith([['Amount', '25.00 EUR']]);
  expectTypeOf(phoneText).toBeCallableWith([['Amount', { amount: '25', currency: 'EUR' }]]);
  expectTypeOf<AuthenticateRequest['summary']>().toEqualTypeOf<PhoneText>();
  // @ts-expect-error a pair has a label and a value
  expectTypeOf(phoneText).toBeCallableWith([['Amount']]);
  // @ts-expect-error a floating-point number is no amount that anybody approved
  expectTypeOf(phoneText).toBeCallableWith([['Amount', { amount: 25, currency: 'EUR' }]]);
});

test('the dialect is one of two words, and the hooks see events', () => {
  expectTypeOf<Dialect>().toEqualTypeOf<'documented' | 'older'>();
  expectTypeOf(BlokSecClient).toBeConstructibleWith({
    onRequest: (event) => {
      expectTypeOf(event).toEqualTypeOf<RequestEvent>();
    },
    onResponse: async (event) => {
      expectTypeOf(event).toEqualTypeOf<ResponseEvent>();
      expectTypeOf(event.failure).toEqualTypeOf<
        'aborted' | 'connection-failed' | 'timeout' | undefined
      >();
    },
  });
  // @ts-expect-error there is no third dialect
  expectTypeOf(BlokSecClient).toBeConstructibleWith({ dialect: 'newer' });
});

test('no part of the surface is any', () => {
  expectTypeOf<BlokSecError['cause']>().toBeUnknown();
  expectTypeOf<Parameters<BlokSecFetch>[1]>().toEqualTypeOf<BlokSecFetchInit>();
  expectTypeOf<BlokSecFetchInit['method']>().toEqualTypeOf<'GET' | 'PATCH' | 'POST'>();
});
