/**
 * What the API and an authenticator say to each other: four kinds of compact JWS, all ES256, each with a `typ` of its own
 * (RFC 8725 section 3.11). Used by the server, the phone without a screen and the page; so nothing of Node is imported here.
 */

/** The only signature algorithm, pinned on both sides (RFC 8725 section 3.1). */
export const algorithm = 'ES256';

/** The `typ` of each kind of JWS. */
export const types = {
  /** API to phone: what it asks, and all that it may show. Header: `alg`, `typ`, `kid` (the server's key). */
  request: 'bloksec-request+jwt',
  /** Phone to API: the user's answer. Header: `alg`, `typ`, `kid` (the account's key). */
  decision: 'bloksec-decision+jwt',
  /** Phone to API, once: this key is the account's. Header: `alg`, `typ`, `jwk`, allowed only here. */
  enrolment: 'bloksec-enrol+jwt',
  /** Phone to API, as a bearer token: this phone holds the account's key. Header: `alg`, `typ`, `kid`. */
  device: 'bloksec-device+jwt',
} as const;

/** How long an enrolment, a decision and a device token may be used, in seconds. */
export const lifetimeSeconds = 60;

/** How far the clocks of the phone and the API may differ, in seconds. */
export const clockToleranceSeconds = 5;

/** The time as JWTs count it, in whole seconds. */
export type NumericDate = number;

/** What a phone shows, as `[label, value]` in this order. All of it arrived by the API; nothing else is ever shown. */
export type Display = ReadonlyArray<readonly [label: DisplayLabel, value: string]>;

/** `prompt` is the `verification_prompt` of `POST /auth` and is missing where the caller sent none; `time` is ISO 8601. */
export type DisplayLabel = 'application' | 'account' | 'prompt' | 'summary' | 'details' | 'time';

/** The claims of a request. */
export interface RequestClaims {
  /** The API's origin. */
  readonly iss: string;
  /** The account's key, as a thumbprint URN (RFC 9278): no other key can answer. */
  readonly aud: string;
  /** The account's id. */
  readonly sub: string;
  /** The request's id, 24 hex digits: the `requestId` that `POST /auth` answers. */
  readonly jti: string;
  readonly iat: NumericDate;
  readonly exp: NumericDate;
  /** 32 random bytes in base64url, to be returned in the decision. */
  readonly nonce: string;
  readonly app: { readonly id: string; readonly name: string };
  readonly display: Display;
}

/** The claims of a decision. */
export interface DecisionClaims {
  /** The account's key, as a thumbprint URN (RFC 9278). */
  readonly iss: string;
  /** The account's id. */
  readonly sub: string;
  /** The API's origin. */
  readonly aud: string;
  /** 16 random bytes in base64url; good once. */
  readonly jti: string;
  readonly iat: NumericDate;
  readonly exp: NumericDate;
  /** The request's nonce. */
  readonly nonce: string;
  /** The request's id (the claim's name is from RFC 8417). */
  readonly txn: string;
  /** base64url of the SHA-256 of the request's compact JWS, as it was shown. */
  readonly req_hash: string;
  readonly decision: Decision;
}

/** A user's answer. */
export type Decision = 'approve' | 'deny';

/** The claims of an enrolment proof. */
export interface EnrolmentClaims {
  /** base64url of the SHA-256 of the token in the invitation's link. */
  readonly token_hash: string;
  /** The invitation's nonce. */
  readonly nonce: string;
  /** The API's origin. */
  readonly aud: string;
  readonly iat: NumericDate;
  readonly exp: NumericDate;
}

/** The claims of a device token. */
export interface DeviceClaims {
  /** The account's key, as a thumbprint URN (RFC 9278). */
  readonly iss: string;
  /** The account's id. */
  readonly sub: string;
  /** The API's origin. */
  readonly aud: string;
  readonly iat: NumericDate;
  readonly exp: NumericDate;
}
