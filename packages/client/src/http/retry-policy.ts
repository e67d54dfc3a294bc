import { isHTTPError, isNetworkError, type Options } from 'ky';
import { connectionFailure } from '../errors/connection-failure.ts';
import type { BlokSecFetchHeaders } from './bloksec-fetch.ts';
import type { Call } from './call.ts';
import type { Exchange } from './exchange.ts';
import { retryAfterMs } from './answer/retry-after.ts';

const retriedStatuses = [408, 429, 500, 502, 503, 504];

/** Whether an answer is left to ky, which then asks once more. */
export function isRepeated(method: Call<unknown>['method'], status: number): boolean {
  return method === 'GET' && retriedStatuses.includes(status);
}

/**
 * Up to two more attempts, after random delays that grow (or the `Retry-After` of the answer): of a GET, and of anything
 * else only where the first certainly never left this machine. A second `POST /auth` would ring the phone again.
 */
export function retryPolicy(
  method: Call<unknown>['method'],
  exchange: Exchange,
): Pick<Options, 'retry' | 'throwHttpErrors'> {
  return {
    // ky retries what it throws.
    throwHttpErrors: (status) => isRepeated(method, status),
    retry: {
      limit: 2,
      methods: ['get', 'patch', 'post'],
      statusCodes: retriedStatuses,
      afterStatusCodes: [429, 503],
      jitter: true,
      shouldRetry: ({ error }) => {
        if (isHTTPError(error)) return isWorthWaiting(error.response.headers, exchange);
        if (!isNetworkError(error) || !connectionFailure(error).transient) return false;
        return method === 'GET' || exchange.delivered === 'no';
      },
    },
  };
}

/** Undefined leaves the time of the next attempt to the answer's `Retry-After`; ky would read other headers, too. */
function isWorthWaiting(headers: BlokSecFetchHeaders, exchange: Exchange): boolean | undefined {
  const delayMs = retryAfterMs(headers);
  if (delayMs === undefined) return true;
  // Waiting beyond the deadline would only turn a clear answer into a timeout.
  return delayMs < exchange.remainingMs ? undefined : false;
}
