import { isHTTPError } from 'ky';
import { BlokSecError } from './bloksec-error.ts';
import { safeCause } from './safe-cause.ts';
import type { Settings } from '../resolve-options.ts';
import type { Call } from '../http/call.ts';
import { connectionFailure } from './connection-failure.ts';
import type { Exchange } from '../http/exchange.ts';
import { refusal } from './refusal.ts';

/** The one place where foreign errors become ours. They are read, never kept. */
export function translateFailure(
  error: unknown,
  settings: Settings,
  call: Call<unknown>,
  exchange: Exchange,
): BlokSecError {
  if (error instanceof BlokSecError) return error;
  const { delivered } = exchange;
  if (exchange.endedBy === 'caller') {
    return new BlokSecError(`${call.route} was aborted by its caller. ${outcome[delivered]}`, {
      code: 'aborted',
      delivered,
    });
  }
  if (exchange.endedBy === 'deadline') {
    return new BlokSecError(
      `${call.route} was not answered within ${call.timeoutMs} ms. ${outcome[delivered]}`,
      { code: 'timeout', retryable: true, delivered },
    );
  }
  if (isHTTPError(error)) return refusal(call, error.response);
  const { advice, transient } = connectionFailure(error);
  return new BlokSecError(
    `No answer from BlokSec at ${call.baseUrl ?? settings.apiUrl} to ${call.route}. ${advice} ${outcome[delivered]}`,
    {
      code: 'connection-failed',
      retryable: transient,
      delivered,
      cause: safeCause(error, [settings.applicationSecret, settings.writeToken]),
    },
  );
}

const outcome = {
  no: 'The request was not sent.',
  yes: 'The request reached BlokSec.',
  unknown: 'The request may have reached BlokSec: do not take it as done, nor as not done.',
} as const;
