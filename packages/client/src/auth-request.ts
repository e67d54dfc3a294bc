import type { PhoneText } from './phone-text/phone-text.ts';

/** A login: who, and what the phone shows. */
export interface AuthenticateRequest {
  /** The name of the account in this application: often an e-mail address. 1 to 256 characters (assumed). */
  readonly accountName: string;
  /**
   * The headline on the phone, one line. A text that is longer than 120 characters (assumed) is cut, visibly. Pairs become
   * `Amount: 25.00 EUR · To: ACME GmbH`, each value of at most 60 characters; more than 120 together are refused.
   */
  readonly summary: PhoneText;
  /** The text that the user consents to. Lengths: see {@link phoneText}. Default: the summary again. */
  readonly details?: PhoneText | undefined;
  /**
   * A title above the headline (BlokSec's `verification_prompt`). One line, 120 characters (assumed). Default: none; the
   * older dialect knows none for a login, and refuses one.
   */
  readonly prompt?: string | undefined;
}

/** A transaction: who, and what exactly is approved. */
export interface AuthorizeRequest extends AuthenticateRequest {
  /** For a payment: at least amount, currency and payee. Lengths: see {@link phoneText}. */
  readonly details: PhoneText;
  /** A title above the headline (BlokSec's `verification_prompt`), such as `Confirm transfer`. */
  readonly prompt: string;
}

/**
 * What the user answered. Only `accepted` is a yes. `rejected` and `expired` are assumed: BlokSec has published no other
 * status; one that is none of the three is an `invalid-response` error.
 *
 * `requestId` is BlokSec's id of the request. The older dialect's answers may have none: then it is the nonce that was sent.
 */
export type AuthResult =
  | { readonly status: 'accepted'; readonly requestId: string }
  | { readonly status: 'rejected'; readonly requestId: string }
  | { readonly status: 'expired'; readonly requestId: string };

/** Options of one `authenticate` or `authorize`. */
export interface AuthCallOptions {
  /** Ends the call. The request on the phone stays: as far as is known it cannot be withdrawn. */
  readonly signal?: AbortSignal | undefined;
  /** Time limit in milliseconds. Default and upper limit: those of the client's option `approvalTimeoutMs`. */
  readonly approvalTimeoutMs?: number | undefined;
}
