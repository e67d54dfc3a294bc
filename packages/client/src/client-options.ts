import type { BlokSecFetch } from './http/bloksec-fetch.ts';
import type { RequestEvent, ResponseEvent } from './trace-events.ts';

/**
 * How the server is spoken to.
 *
 * - `documented`: as BlokSec documents it. Two headers carry the application's id and secret; a status is the answer.
 * - `older`: as the vendor's own clients of 2020 to 2022 did. Secrets travel in the body, a login carries none at all, and
 *   `returnValues.authCode` is the answer, whose only yes is `"1"`. Weaker: only for an application that knows nothing else.
 */
export type Dialect = 'documented' | 'older';

/**
 * Options of `new BlokSecClient()`. What is not given is read from the environment, so an application that sets the
 * three variables needs no options at all.
 */
export interface BlokSecClientOptions {
  /** The application's id, from BlokSec's admin console. Default: environment variable `BLOKSEC_APPLICATION_ID`. */
  readonly applicationId?: string | undefined;
  /** The application's secret. Keep it out of source code. Default: environment variable `BLOKSEC_APPLICATION_SECRET`. */
  readonly applicationSecret?: string | undefined;
  /**
   * Base address of the API: https, or http on loopback only; no user name, query or fragment; a path is allowed.
   * In production `https://api.bloksec.io`. Default: environment variable `BLOKSEC_API_URL`.
   */
  readonly apiUrl?: string | undefined;
  /**
   * Address of the OpenID Connect issuer, whose origin draws the QR codes of `accountQrCode`; the same rules as for
   * `apiUrl`. No secret is sent there. Default: `apiUrl` (assumed to be the same server).
   */
  readonly issuerUrl?: string | undefined;
  /**
   * Time limit in milliseconds for all calls but approvals, and for each look of `waitForRegistration`: the whole exchange
   * from connecting to the last byte of the answer, repeated attempts included. Default 10,000, at most 2,147,483,647.
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Time limit in milliseconds for `authenticate` and `authorize`, which last until the user has answered on the phone.
   * Default 120,000. At most 290,000, since `fetch` in Node gives up after 300 s without an answer; with an own `fetch`
   * at most 2,147,483,647.
   */
  readonly approvalTimeoutMs?: number | undefined;
  /** An own `fetch`: for a proxy, a custom CA, HTTP/2, or tests. It must not follow redirects. Default: the global one. */
  readonly fetch?: BlokSecFetch | undefined;
  /** How the server is spoken to. Never found out by trying. Default `documented`. */
  readonly dialect?: Dialect | undefined;
  /**
   * With `dialect: 'older'`, and only there: the second secret, which authorizes transactions and look-ups of accounts,
   * from BlokSec's console. An application that has one secret only gives that. Default: none.
   */
  readonly writeToken?: string | undefined;
  /** Hears of each request that goes out. What it throws or rejects with is ignored. Default: nobody does. */
  readonly onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /**
   * Hears once of each request how it ended: with the head of an answer or without one. What it throws or rejects with is
   * ignored. Default: nobody does.
   */
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
}

/** The longest delay that JavaScript timers know, in milliseconds. */
export const longestTimeoutMs = 2_147_483_647;

/** Stays under the 300 s after which undici, the `fetch` of Node, gives up waiting for the head of an answer. */
export const longestApprovalMs = 290_000;
