import type { BlokSecErrorCode } from '../errors/error-code.ts';
import { translateFailure } from '../errors/translate-failure.ts';
import type { Settings } from '../resolve-options.ts';
import { attempt } from './attempt.ts';
import type { BlokSecFetchResponse } from './bloksec-fetch.ts';
import { Exchange } from './exchange.ts';
import { discardBody } from './answer/read-body.ts';
import { readAnswer } from './answer/read-answer.ts';
import { isRepeated } from './retry-policy.ts';
import { tryAgain, type Try } from './try-again.ts';

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

/** Makes one call and gives what its answer says; anything else is thrown as a BlokSecError. */
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
  const tryOnce = async (): Promise<Try<Answer>> => {
    const response = await attempt(settings, request, exchange);
    try {
      return isRepeated(request.method, response.status)
        ? { refusal: response }
        : // Read in here, so that an answer that breaks off is tried again like one that never came.
          { answer: await readAnswer(request, response) };
    } finally {
      await discardBody(response);
    }
  };
  // Nearly always the first try is the last, and then ky, which costs as much as the request itself, has nothing to decide.
  const first = tryOnce();
  const outcome = await first.catch(() => undefined);
  if (outcome !== undefined && 'answer' in outcome) return outcome.answer;
  return tryAgain(request.method, exchange, first, tryOnce);
}
