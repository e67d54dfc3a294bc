import type { BlokSecFetch } from './http/bloksec-fetch.ts';

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
   * Time limit in milliseconds for `register`, `getRegistration` and each look of `waitForRegistration`: the whole
   * exchange from connecting to the last byte of the answer, repeated attempts included. Default 10,000, at most 2,147,483,647.
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
}

/** The longest delay that JavaScript timers know, in milliseconds. */
export const longestTimeoutMs = 2_147_483_647;

/** Stays under the 300 s after which undici, the `fetch` of Node, gives up waiting for the head of an answer. */
export const longestApprovalMs = 290_000;
