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

/** What this package reads of an answer. The `Response` of any `fetch` has it. */
export interface BlokSecFetchResponse {
  /** The HTTP status. */
  readonly status: number;
  /** `opaqueredirect` for a redirect that the runtime hides. */
  readonly type: string;
  /** Whether a redirect was followed: then the answer is refused. */
  readonly redirected: boolean;
  /** The head of the answer. */
  readonly headers: BlokSecFetchHeaders;
  /** The body, unpacked. */
  readonly body: BlokSecFetchBody | null;
  /** Whether somebody has read the body. */
  readonly bodyUsed: boolean;
}

/** The part of `Headers` that is used. */
export interface BlokSecFetchHeaders {
  /** The value of a header, or null. */
  get(name: string): string | null;
}

/** The part of a `ReadableStream` of bytes that is used. */
export interface BlokSecFetchBody {
  /** Reads the bytes as they come. */
  getReader(): {
    /** The next bytes. */
    read(): Promise<{
      /** Whether that was all. */
      readonly done: boolean;
      /** Bytes, where that was not all. */
      readonly value?: Uint8Array | undefined;
    }>;
    /** Ends the answer and its socket. */
    cancel(): Promise<void>;
  };
  /** Ends the answer, where nobody reads it. */
  cancel(): Promise<void>;
}

/**
 * A `fetch` function. The global one fits, and so does undici's:
 * `(url, init) => undici.fetch(url, { ...init, dispatcher })`.
 */
export type BlokSecFetch = (url: string, init: BlokSecFetchInit) => Promise<BlokSecFetchResponse>;
