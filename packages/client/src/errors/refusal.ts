import { BlokSecError, type BlokSecErrorFacts } from './bloksec-error.ts';
import type { JsonObject } from '../wire/json-object.ts';
import type { BlokSecFetchHeaders, BlokSecFetchResponse } from '../http/bloksec-fetch.ts';
import type { Call } from '../http/call.ts';
import { retryAfterMs } from '../http/answer/retry-after.ts';

type RefusedCall = Pick<Call<unknown>, 'method' | 'route' | 'notFound'>;

/** The error that an answer with a status of 400 or more means. Nothing of its text is passed on: it may echo what was sent. */
export function refusal(
  call: RefusedCall,
  { status, headers }: Pick<BlokSecFetchResponse, 'status' | 'headers'>,
  problem?: JsonObject,
): BlokSecError {
  const { code, retryable, text } = meaning(call, status, headers, problem);
  return new BlokSecError(`BlokSec answered ${call.route} with ${status}: ${text}`, {
    code,
    retryable: retryable ?? false,
    delivered: 'yes',
    status,
    retryAfterMs: retryable === true ? retryAfterMs(headers) : undefined,
  });
}

type Meaning = Pick<BlokSecErrorFacts, 'code' | 'retryable'> & { readonly text: string };

function meaning(
  call: RefusedCall,
  status: number,
  headers: BlokSecFetchHeaders,
  problem: JsonObject | undefined,
): Meaning {
  if (status === 401 && call.method === 'POST' && saysTimeout(problem)) {
    return { code: 'timeout', retryable: true, text: 'the user did not answer in time.' };
  }
  if (status === 401 || status === 403) {
    return {
      code: 'credentials-refused',
      text:
        'it does not accept the application id and secret. Compare BLOKSEC_APPLICATION_ID and BLOKSEC_APPLICATION_SECRET ' +
        "(or the options) with BlokSec's console, and check that apiUrl is the service that issued them.",
    };
  }
  if (status === 404) {
    // No API answers in HTML: a server knows nothing of this path, which says nothing about the account.
    const code = isHtml(headers) ? 'bad-request' : call.notFound;
    return { code, text: notFoundText[code] ?? wrongUrl };
  }
  if (status === 408) return { code: 'timeout', retryable: true, text: 'it timed out.' };
  if (status === 429) {
    return { code: 'rate-limited', retryable: true, text: 'too many requests. Try again later.' };
  }
  if (status >= 500) {
    return {
      code: 'service-unavailable',
      retryable: true,
      text: 'the service, or a proxy before it, failed.',
    };
  }
  return { code: 'bad-request', text: 'it does not accept this request.' };
}

const wrongUrl = 'there is no such route. Check apiUrl (BLOKSEC_API_URL).';

const notFoundText: Partial<Record<BlokSecErrorFacts['code'], string>> = {
  'account-not-found':
    'this application has no such account. It has to be registered, and linked with a phone, first.',
  'registration-not-found': 'this application has no such registration.',
};

function isHtml(headers: BlokSecFetchHeaders): boolean {
  return /^\s*text\/html\b/i.test(headers.get('content-type') ?? '');
}

/**
 * Assumed: one client of the vendor's reads every 401 as a timeout, while 401 is also the natural answer to wrong
 * credentials. Only a body that says so makes it a timeout; neither is an approval.
 */
function saysTimeout(problem: JsonObject | undefined): boolean {
  if (problem === undefined) return false;
  if (problem['status'] === 'expired') return true;
  return ['error', 'code', 'message', 'title', 'detail'].some((name) => {
    const text = problem[name];
    return typeof text === 'string' && /timed?[ _-]?out/i.test(text);
  });
}
