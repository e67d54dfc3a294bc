import { BlokSecError } from './bloksec-error.ts';

/** Which answer is spoken of. */
export interface AnswerSource {
  readonly route: string;
  readonly status: number;
}

/** An answer that cannot be understood: never an approval. `why` goes on from "BlokSec's answer to POST /auth". */
export function invalidResponse({ route, status }: AnswerSource, why: string): BlokSecError {
  return new BlokSecError(`BlokSec's answer to ${route} ${why}. It counts as a no.`, {
    code: 'invalid-response',
    delivered: 'yes',
    status,
  });
}
