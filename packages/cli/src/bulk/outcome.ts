import { isBlokSecError, type BlokSecClient, type RegisterRequest } from '@bloksec/client';

/**
 * What came of sending a row, and what follows for the run.
 *
 * `refused`: BlokSec does not accept this row; another may be fine. `unsent`: it was certainly not carried out, so it
 * may be sent again. `unknown`: it may have been carried out, so only a person may decide to send it again.
 */
export type Outcome =
  | { readonly state: 'invited'; readonly registrationId: string }
  | { readonly state: 'refused'; readonly reason: string }
  | {
      readonly state: 'unsent' | 'unknown';
      readonly reason: string;
      readonly error: unknown;
      /** `wait`: it may be better a moment later. `stop`: each further row would fail like this. */
      readonly next: 'wait' | 'stop';
    };

export async function invite(client: BlokSecClient, request: RegisterRequest): Promise<Outcome> {
  try {
    const { registrationId } = await client.register(request);
    return { state: 'invited', registrationId };
  } catch (error) {
    return outcomeOf(error);
  }
}

export function outcomeOf(error: unknown): Outcome {
  if (!isBlokSecError(error)) throw error;
  const { code, message: reason, delivered, status } = error;
  // A 404 to this call means that the address is wrong.
  if (code === 'bad-request' && status !== 404) return { state: 'refused', reason };
  if (code === 'rate-limited') return { state: 'unsent', reason, error, next: 'wait' };
  if (delivered === 'no') {
    return { state: 'unsent', reason, error, next: error.retryable ? 'wait' : 'stop' };
  }
  // Answers by which BlokSec, or what stands at its address, did nothing.
  if (status !== undefined && status >= 300 && status < 500 && status !== 408) {
    return { state: 'unsent', reason, error, next: 'stop' };
  }
  // A lost connection, a 5xx, an answer that cannot be read: the invitation may have been sent all the same.
  return { state: 'unknown', reason, error, next: code === 'configuration' ? 'stop' : 'wait' };
}
