import type { Delivered } from './errors/error-code.ts';

/**
 * One request that goes out, for tracing. Fit for any log: it holds no header, no body, no name and no id. A call that is
 * repeated makes several.
 */
export interface RequestEvent {
  /** The HTTP method. */
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** Method and path with placeholders, such as `GET /registration/{registrationId}`. */
  readonly route: string;
  /** Scheme, host and port, such as `https://api.bloksec.io`. */
  readonly origin: string;
  /** 1 for the first request of a call, 2 and 3 for those that repeat it. */
  readonly attempt: number;
}

/** How a request ended: the head of an answer came, or none will. As free of personal data as {@link RequestEvent}. */
export interface ResponseEvent {
  /** The very object that `onRequest` was given: a key for a `WeakMap` of spans. */
  readonly request: RequestEvent;
  /** From the request to the head of its answer, or to its failure, in milliseconds. */
  readonly durationMs: number;
  /** The HTTP status. Absent where no answer came. */
  readonly status?: number;
  /** Why no answer came. Absent where one did. */
  readonly failure?: 'aborted' | 'connection-failed' | 'timeout';
  /** Whether this request reached BlokSec. */
  readonly delivered: Delivered;
}
