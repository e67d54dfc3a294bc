import ky from 'ky';
import type { BlokSecFetchResponse } from './bloksec-fetch.ts';
import type { Call } from './call.ts';
import type { Exchange } from './exchange.ts';
import { retryPolicy } from './retry-policy.ts';

/** What came of one try: what its answer says, or a refusal that may pass. What it throws is a failure. */
export type Try<Answer> =
  | { readonly answer: Answer }
  | { readonly refusal: Pick<BlokSecFetchResponse, 'status' | 'headers'> };

/**
 * Leaves it to ky whether and when there is another try after a first that brought no answer. ky gets to see the outcomes
 * only: so no object of ky's, and no error of its, ever holds the secret or a body.
 */
export async function tryAgain<Answer>(
  method: Call<unknown>['method'],
  exchange: Exchange,
  first: Promise<Try<Answer>>,
  tryOnce: () => Promise<Try<Answer>>,
): Promise<Answer> {
  const { promise: answer, resolve } = Promise.withResolvers<Answer>();
  const tries = [first];
  await ky('https://bloksec.invalid', {
    method,
    fetch: async () => {
      const outcome = await (tries.pop() ?? tryOnce());
      if ('refusal' in outcome) return responseOf(outcome.refusal);
      resolve(outcome.answer);
      return new Response();
    },
    signal: exchange.signal,
    // One clock for the whole exchange: the exchange's own.
    timeout: false,
    ...retryPolicy(method, exchange),
  });
  return answer;
}

/** What ky decides by. The answer of an own fetch need not be what ky takes for one. */
function responseOf({ status, headers }: Pick<BlokSecFetchResponse, 'status' | 'headers'>) {
  const retryAfter = headers.get('retry-after');
  return new Response(null, {
    status,
    ...(retryAfter === null ? {} : { headers: { 'retry-after': retryAfter } }),
  });
}
