import { isHTTPError, isNetworkError, type Options } from 'ky';
import { connectionFailure } from '../errors/connection-failure.ts';
import type { Exchange } from './exchange.ts';

const retriedStatuses = [408, 429, 500, 502, 503, 504];

/**
 * Up to two more attempts, after random delays that grow (or the `Retry-After` of the answer): of a GET, and of a POST
 * only where the first certainly never left this machine. A second `POST /auth` would ring the phone again.
 */
export function retryPolicy(
  method: 'GET' | 'POST',
  exchange: Exchange,
): Pick<Options, 'retry' | 'throwHttpErrors'> {
  const isGet = method === 'GET';
  return {
    // ky retries what it throws.
    throwHttpErrors: (status) => isGet && retriedStatuses.includes(status),
    retry: {
      limit: 2,
      methods: ['get', 'post'],
      statusCodes: retriedStatuses,
      afterStatusCodes: [429, 503],
      jitter: true,
      shouldRetry: ({ error }) => {
        if (isHTTPError(error)) {
          // Waiting beyond the deadline would only turn a clear answer into a timeout.
          return retryAfterMs(error.response.headers) < exchange.remainingMs ? undefined : false;
        }
        if (!isNetworkError(error) || !connectionFailure(error).transient) return false;
        return isGet || exchange.delivered === 'no';
      },
    },
  };
}

/** `Retry-After` in milliseconds, given in seconds or as a date (RFC 9110 section 10.2.3); 0 without one. */
function retryAfterMs(headers: Headers): number {
  const value = headers.get('retry-after') ?? '0';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : date - Date.now();
}
