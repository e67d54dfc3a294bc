import ky from 'ky';
import type { BlokSecErrorCode } from '../errors/error-code.ts';
import type { Settings } from '../resolve-options.ts';
import type { JsonObject } from '../wire/json-object.ts';
import { attempt } from './attempt.ts';
import { Exchange } from './exchange.ts';
import { discardBody } from './read-body.ts';
import { readAnswer } from './read-answer.ts';
import { retryPolicy } from './retry-policy.ts';
import { translateFailure } from '../errors/translate-failure.ts';

/** One call of the API. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** For error messages: the route with placeholders, never with an id. */
  readonly route: string;
  /** Path segments. They are encoded here. */
  readonly path: readonly string[];
  readonly body?: object;
  /** Time limit of the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** What a 404 means. */
  readonly notFound: BlokSecErrorCode;
}

/**
 * Makes one call and gives the JSON object of its answer; anything else is thrown as a BlokSecError.
 *
 * ky decides whether and when to try again. What is sent is made in `attempt`: so no object of ky's, and no error of
 * its, ever holds the secret or a body.
 */
export async function call(settings: Settings, request: Call): Promise<JsonObject> {
  const exchange = new Exchange(request.timeoutMs, request.signal);
  try {
    exchange.throwIfEnded();
    // Raced, since an own fetch may not listen to the signal.
    return await Promise.race([exchangeOnce(settings, request, exchange), exchange.ended]);
  } catch (error) {
    throw translateFailure(error, settings, request, exchange);
  } finally {
    exchange.close();
  }
}

async function exchangeOnce(
  settings: Settings,
  request: Call,
  exchange: Exchange,
): Promise<JsonObject> {
  const response = await ky(settings.apiUrl, {
    method: request.method,
    fetch: () => attempt(settings, request, exchange),
    signal: exchange.signal,
    // One clock for the whole exchange: the exchange's own.
    timeout: false,
    ...retryPolicy(request.method, exchange),
  });
  try {
    return await readAnswer(request, response);
  } finally {
    await discardBody(response);
  }
}
