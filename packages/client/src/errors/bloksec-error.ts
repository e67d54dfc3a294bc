import type { BlokSecErrorCode, Delivered } from './error-code.ts';
import { safeCause } from './safe-cause.ts';

// Registered for the whole process, so that two installed copies of this package know each other's errors.
const brand: unique symbol = Symbol.for('@bloksec/client/error');

/** The facts that a {@link BlokSecError} carries. */
export interface BlokSecErrorFacts {
  /** What went wrong. */
  readonly code: BlokSecErrorCode;
  /** Whether the same call may succeed later. Default `false`. */
  readonly retryable?: boolean | undefined;
  /** Whether the request reached BlokSec. */
  readonly delivered: Delivered;
  /** The HTTP status of the answer. Default: there was none. */
  readonly status?: number | undefined;
  /** How long to wait before the next try, in milliseconds. Default: nobody said. */
  readonly retryAfterMs?: number | undefined;
  /** Only its name, message and code are copied: foreign errors carry requests, and requests carry secrets. Default: none. */
  readonly cause?: unknown;
}

/**
 * The only error that this package throws. What a user answers on the phone is never an error.
 *
 * It holds no secret, no request and no response: it may be logged as it is.
 */
export class BlokSecError extends Error {
  static {
    this.prototype.name = 'BlokSecError';
  }

  /** What went wrong: stable, made for `switch`. */
  readonly code: BlokSecErrorCode;
  /**
   * Whether the same call may succeed if it is made again later. This says nothing about whether that is safe: for calls
   * that ring a phone or invite a person, look at {@link delivered} first.
   */
  readonly retryable: boolean;
  /** Whether the request reached BlokSec. */
  readonly delivered: Delivered;
  /** The HTTP status of the answer, where there was one. */
  declare readonly status?: number;
  /**
   * How long BlokSec asks to wait before the next try, in milliseconds, from when the answer came: its `Retry-After`
   * (RFC 9110 section 10.2.3). Only where the error is retryable and the answer says so.
   */
  declare readonly retryAfterMs?: number;

  /** For whoever stands in for the client in a test. The message must hold no secret. */
  constructor(message: string, facts: BlokSecErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: safeCause(facts.cause) });
    this.code = facts.code;
    this.retryable = facts.retryable ?? false;
    this.delivered = facts.delivered;
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
    Object.defineProperty(this, brand, { value: true });
  }
}

/**
 * Whether a caught value is a {@link BlokSecError}, also one of another installed copy of this package, for which
 * `instanceof` says no.
 */
export function isBlokSecError(value: unknown): value is BlokSecError {
  return value instanceof Error && brand in value;
}
