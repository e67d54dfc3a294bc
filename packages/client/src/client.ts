import type {
  AuthCallOptions,
  AuthenticateRequest,
  AuthorizeRequest,
  AuthResult,
} from './auth-request.ts';
import { longestTimeoutMs, type BlokSecClientOptions } from './client-options.ts';
import { BlokSecError } from './errors/bloksec-error.ts';
import { call } from './http/call.ts';
import { pause } from './http/pause.ts';
import type { CallOptions, RegisterRequest, Registration, WaitOptions } from './registration.ts';
import { phoneLine } from './phone-text/phone-line.ts';
import { phoneText } from './phone-text/phone-text.ts';
import { resolveOptions, type Settings } from './resolve-options.ts';
import { authBody, parseAuthResult } from './wire/auth-wire.ts';
import { durationProblem } from './wire/duration.ts';
import { badArgument, isRegistrationId } from './wire/input.ts';
import {
  parseKnownRegistration,
  parseNewRegistration,
  registrationBody,
} from './wire/registration-wire.ts';

/**
 * Calls BlokSec for one application. Make one, and keep it: it holds no connection and no state, only its options.
 *
 * What a user answers is a value; whatever else happens is a {@link BlokSecError}.
 * For servers only: the application's secret must never reach a browser.
 */
export class BlokSecClient {
  readonly #settings: Settings;

  /** @throws BlokSecError `configuration`, with everything that is missing or wrong. */
  constructor(options: BlokSecClientOptions = {}) {
    this.#settings = resolveOptions(options);
  }

  /**
   * Invites a user to link an account with a phone (`POST /registration`): BlokSec sends an e-mail with a link.
   *
   * Invite trusted, verified addresses only: who reads the mail can link a phone to the account.
   * Not repeated by itself once it may have been sent: on an error look at `delivered`.
   */
  async register(request: RegisterRequest, options: CallOptions = {}): Promise<Registration> {
    const route = 'POST /registration';
    const answer = await call(this.#settings, {
      method: 'POST',
      route,
      path: ['registration'],
      body: registrationBody(request, this.#settings.applicationId),
      timeoutMs: this.#settings.timeoutMs,
      signal: options.signal,
      notFound: 'bad-request',
    });
    return parseNewRegistration(route, answer);
  }

  /**
   * Looks at a registration (`GET /registration/{registrationId}`). Tried up to three times where BlokSec cannot be
   * reached, is overloaded or fails.
   */
  async getRegistration(registrationId: string, options: CallOptions = {}): Promise<Registration> {
    if (!isRegistrationId(registrationId)) {
      throw badArgument('registrationId', 'an id as register() returned it');
    }
    const route = 'GET /registration/{registrationId}';
    const answer = await call(this.#settings, {
      method: 'GET',
      route,
      path: ['registration', registrationId],
      timeoutMs: this.#settings.timeoutMs,
      signal: options.signal,
      notFound: 'registration-not-found',
    });
    return parseKnownRegistration(route, answer, registrationId);
  }

  /**
   * Looks at a registration again and again until it is no longer pending. That may take days: there is no time limit
   * but the `signal` (`AbortSignal.timeout(ms)` makes one).
   */
  async waitForRegistration(
    registrationId: string,
    options: WaitOptions = {},
  ): Promise<Registration> {
    const intervalMs = options.intervalMs ?? 2000;
    throwIfProblem(durationProblem('intervalMs', intervalMs, longestTimeoutMs));
    for (;;) {
      const registration = await this.getRegistration(registrationId, options);
      if (registration.status !== 'pending') return registration;
      await pause(intervalMs, options.signal);
    }
  }

  /**
   * Asks a user to approve a login on the phone (`POST /auth`), and waits for the answer: up to two minutes and more.
   *
   * Rings the phone exactly once: it is repeated only where the request certainly was not sent.
   */
  async authenticate(
    request: AuthenticateRequest,
    options: AuthCallOptions = {},
  ): Promise<AuthResult> {
    const { approvalTimeoutMs, longestApprovalMs, applicationId } = this.#settings;
    const timeoutMs = options.approvalTimeoutMs ?? approvalTimeoutMs;
    throwIfProblem(durationProblem('approvalTimeoutMs', timeoutMs, longestApprovalMs));
    const route = 'POST /auth';
    const answer = await call(this.#settings, {
      method: 'POST',
      route,
      path: ['auth'],
      body: authBody(request, applicationId),
      timeoutMs,
      signal: options.signal,
      notFound: 'account-not-found',
    });
    return parseAuthResult(route, answer);
  }

  /**
   * Asks a user to approve a transaction on the phone (`POST /auth` with `verification_prompt`), and waits for the answer.
   * Differs from {@link authenticate} in what has to be said: a title, and the details that are approved.
   */
  async authorize(request: AuthorizeRequest, options: AuthCallOptions = {}): Promise<AuthResult> {
    phoneLine('prompt', request.prompt);
    if (phoneText(request.details) === '') throw badArgument('details', 'what the user approves');
    return this.authenticate(request, options);
  }
}

function throwIfProblem(problem: string | undefined): void {
  if (problem === undefined) return;
  throw new BlokSecError(`${problem}.`, { code: 'bad-request', delivered: 'no' });
}
