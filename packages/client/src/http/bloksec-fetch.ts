/** What this package hands to `fetch`: plain values only, so that the `fetch` of any other package can take it. */
export interface BlokSecFetchInit {
  readonly method: 'GET' | 'POST';
  /** Contains the application's secret: never log it. */
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/**
 * A `fetch` function. The global one fits, and so does undici's:
 * `(url, init) => undici.fetch(url, { ...init, dispatcher })`.
 */
export type BlokSecFetch = (url: string, init: BlokSecFetchInit) => Promise<Response>;
