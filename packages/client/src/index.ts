export { BlokSecClient } from './client.ts';
export type { BlokSecClientOptions, Dialect } from './client-options.ts';
export type { Account } from './account.ts';
export type {
  AuthCallOptions,
  AuthenticateRequest,
  AuthorizeRequest,
  AuthResult,
} from './auth-request.ts';
export type {
  CallOptions,
  RegisterRequest,
  Registration,
  RegistrationStatus,
  WaitOptions,
} from './registration.ts';
export { BlokSecError, isBlokSecError, type BlokSecErrorFacts } from './errors/bloksec-error.ts';
export type { BlokSecErrorCode, Delivered } from './errors/error-code.ts';
export type {
  BlokSecFetch,
  BlokSecFetchBody,
  BlokSecFetchHeaders,
  BlokSecFetchInit,
  BlokSecFetchResponse,
} from './http/bloksec-fetch.ts';
export type { RequestEvent, ResponseEvent } from './trace-events.ts';
export { phoneText, type PhoneText } from './phone-text/phone-text.ts';
export type { PhonePair } from './phone-text/pairs.ts';
export type { Amount } from './phone-text/amount.ts';
