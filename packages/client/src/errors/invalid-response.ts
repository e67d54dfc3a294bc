import { BlokSecError } from './bloksec-error.ts';

/** An answer that cannot be understood: never an approval. `why` goes on from "BlokSec's answer to POST /auth". */
export function invalidResponse(route: string, status: number, why: string): BlokSecError {
  return new BlokSecError(`BlokSec's answer to ${route} ${why}. It counts as a no.`, {
    code: 'invalid-response',
    delivered: 'yes',
    status,
  });
}
