/** What this package hands to `fetch`: plain values only, so that the `fetch` of any other package can take it. */
export interface BlokSecFetchInit {
  /** The HTTP method. */
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** Contains the application's secret: never log it. */
  readonly headers: Record<string, string>;
  /** JSON. With the older dialect it contains a secret: never log it. */
  readonly body?: string;
  /** A `fetch` that followed redirects would take the secret to another origin. */
  readonly redirect: 'manual';
  /** Ends the request and its socket. */
  readonly signal: AbortSignal;
}

/**
 * A `fetch` function. The global one fits, and so does undici's:
 * `(url, init) => undici.fetch(url, { ...init, dispatcher })`.
 */
export type BlokSecFetch = (url: string, init: BlokSecFetchInit) => Promise<Response>;
