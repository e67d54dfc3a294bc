import type { Account } from './account.ts';
import type {
  AuthCallOptions,
  AuthenticateRequest,
  AuthorizeRequest,
  AuthResult,
} from './auth-request.ts';
import { longestTimeoutMs, type BlokSecClientOptions } from './client-options.ts';
import { fetchQrCode, lookUpAccount } from './endpoints/account.ts';
import { requestApproval } from './endpoints/auth.ts';
import { fetchRegistration, postRegistration } from './endpoints/registration.ts';
import { BlokSecError } from './errors/bloksec-error.ts';
import { pause } from './http/pause.ts';
import { phoneLine } from './phone-text/phone-line.ts';
import { phoneText } from './phone-text/phone-text.ts';
import type { CallOptions, RegisterRequest, Registration, WaitOptions } from './registration.ts';
import { resolveOptions, type Settings } from './resolve-options.ts';
import { durationProblem } from './wire/duration.ts';
import { badArgument } from './wire/input.ts';

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
   * Invites a user to link an account with a phone: BlokSec sends an e-mail with a link (`POST /registration`, seen in the
   * vendor's clients).
   *
   * Invite trusted, verified addresses only: who reads the mail can link a phone to the account. Not repeated by itself once
   * it may have been sent: on an error look at `delivered`. Time limit: the option `timeoutMs`.
   *
   * @throws BlokSecError
   */
  async register(request: RegisterRequest, options: CallOptions = {}): Promise<Registration> {
    return postRegistration(this.#settings, request, options);
  }

  /**
   * Looks at a registration (`GET /registration/{registrationId}`, documented; its answer is assumed). Tried up to three
   * times where BlokSec cannot be reached, is overloaded or fails. Time limit for all of them: the option `timeoutMs`.
   *
   * @throws BlokSecError `registration-not-found`, and others
   */
  async getRegistration(registrationId: string, options: CallOptions = {}): Promise<Registration> {
    return fetchRegistration(this.#settings, registrationId, options);
  }

  /**
   * Looks at a registration again and again until it is no longer pending. That may take days: there is no time limit
   * but the `signal` (`AbortSignal.timeout(ms)` makes one). Ends with the error of a look that failed as often as
   * `getRegistration` tries; where that is `retryable`, wait again.
   *
   * @throws BlokSecError `registration-not-found`, `aborted`, and others
   */
  async waitForRegistration(
    registrationId: string,
    options: WaitOptions = {},
  ): Promise<Registration> {
    const intervalMs = options.intervalMs ?? 2000;
    const problem = durationProblem('intervalMs', intervalMs, longestTimeoutMs);
    if (problem !== undefined) {
      throw new BlokSecError(`${problem}.`, { code: 'bad-request', delivered: 'no' });
    }
    for (;;) {
      const registration = await fetchRegistration(this.#settings, registrationId, options);
      if (registration.status !== 'pending') return registration;
      await pause(intervalMs, options.signal);
    }
  }

  /**
   * Asks a user to approve a login on the phone (`POST /auth`, documented), and waits for the answer: up to two minutes and
   * more. Time limit: the option `approvalTimeoutMs`, here or of the client.
   *
   * Rings the phone exactly once: it is repeated only where the request certainly was not sent.
   *
   * @throws BlokSecError `account-not-found`, `timeout`, `aborted`, and others; never for what the user answers
   */
  async authenticate(
    request: AuthenticateRequest,
    options: AuthCallOptions = {},
  ): Promise<AuthResult> {
    return requestApproval(this.#settings, 'login', request, options);
  }

  /**
   * Asks a user to approve a transaction on the phone (`POST /auth` with `verification_prompt`, seen in the vendor's
   * clients), and waits for the answer. Differs from {@link authenticate} in what has to be said: a title, and the details
   * that are approved.
   *
   * @throws BlokSecError as {@link authenticate} does
   */
  async authorize(request: AuthorizeRequest, options: AuthCallOptions = {}): Promise<AuthResult> {
    phoneLine('prompt', request.prompt);
    if (phoneText(request.details) === '') throw badArgument('details', 'what the user approves');
    return requestApproval(this.#settings, 'transaction', request, options);
  }

  /**
   * Looks up an account of this application (`PATCH /account/{applicationId}/{accountName}`, seen in the vendor's clients: a
   * look-up, in spite of its verb; that it takes the two headers, too, is assumed). Undefined where there is none. Time
   * limit: the option `timeoutMs`.
   *
   * Answers whether a name has an account: keep what it says from whoever is not logged in.
   *
   * @throws BlokSecError never for an account that is not there
   */
  async findAccount(accountName: string, options: CallOptions = {}): Promise<Account | undefined> {
    return lookUpAccount(this.#settings, accountName, options);
  }

  /**
   * The QR code that links an account with a phone, also before it is registered: the bytes of a PNG image of at most 1 MiB
   * (`GET /account/qr` at the origin of the option `issuerUrl`, without any secret; seen in the vendor's clients). Tried up
   * to three times. Time limit for all of them: the option `timeoutMs`.
   *
   * Whoever scans it can link a phone to the account: show it only to a logged-in user, for the user's own account.
   *
   * @throws BlokSecError
   */
  async accountQrCode(
    accountName: string,
    options: CallOptions = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
    return fetchQrCode(this.#settings, accountName, options);
  }
}
