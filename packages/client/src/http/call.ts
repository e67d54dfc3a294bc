import ky from 'ky';
import type { BlokSecErrorCode } from '../errors/error-code.ts';
import { translateFailure } from '../errors/translate-failure.ts';
import type { Settings } from '../resolve-options.ts';
import { attempt } from './attempt.ts';
import type { BlokSecFetchResponse } from './bloksec-fetch.ts';
import { Exchange } from './exchange.ts';
import { discardBody } from './answer/read-body.ts';
import { readAnswer } from './answer/read-answer.ts';
import { isRepeated, retryPolicy } from './retry-policy.ts';

/** One call of the API. */
export interface Call<Answer> {
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** For error messages and traces: the route with placeholders, never with an id. */
  readonly route: string;
  /** Without a trailing slash. Default: the API's. */
  readonly baseUrl?: string;
  /** Path segments. They are encoded here. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Whether the two headers with the application's id and secret are sent. */
  readonly credentials: boolean;
  /** Time limit of the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** What a 404 means. */
  readonly notFound: BlokSecErrorCode;
  /** The media type that is asked for. */
  readonly accept: string;
  /** Reads an answer with the status 200 or 201. */
  readonly read: (response: BlokSecFetchResponse) => Promise<Answer>;
}

/**
 * Makes one call and gives what its answer says; anything else is thrown as a BlokSecError.
 *
 * ky decides whether and when to try again. What is sent is made in `attempt`: so no object of ky's, and no error of
 * its, ever holds the secret or a body; and ky has no body to copy for the next attempt.
 */
export async function call<Answer>(settings: Settings, request: Call<Answer>): Promise<Answer> {
  const exchange = new Exchange(request.timeoutMs, request.signal, settings);
  try {
    exchange.throwIfEnded();
    // Raced, since an own fetch may not listen to the signal.
    return await Promise.race([answerOf(settings, request, exchange), exchange.ended]);
  } catch (error) {
    throw translateFailure(error, settings, request, exchange);
  } finally {
    exchange.close();
  }
}

async function answerOf<Answer>(
  settings: Settings,
  request: Call<Answer>,
  exchange: Exchange,
): Promise<Answer> {
  const { promise: answer, resolve } = Promise.withResolvers<Answer>();
  await ky(settings.apiUrl, {
    method: request.method,
    fetch: async () => {
      const response = await attempt(settings, request, exchange);
      try {
        // Read in here, so that an answer that breaks off is tried again like one that never came.
        if (!isRepeated(request.method, response.status))
          resolve(await readAnswer(request, response));
      } finally {
        await discardBody(response);
      }
      return copyForKy(response);
    },
    signal: exchange.signal,
    // One clock for the whole exchange: the exchange's own.
    timeout: false,
    ...retryPolicy(request.method, exchange),
  });
  return answer;
}

/** What ky decides by. The body has been read, and the answer of an own fetch need not be what ky takes for one. */
function copyForKy({ status, headers }: BlokSecFetchResponse): Response {
  const retryAfter = headers.get('retry-after');
  return new Response(null, {
    status,
    ...(retryAfter === null ? {} : { headers: { 'retry-after': retryAfter } }),
  });
}
