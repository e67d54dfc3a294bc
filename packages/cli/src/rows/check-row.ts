import { BlokSecClient, isBlokSecError } from '@bloksec/client';
import type { Row } from './row.ts';

// The rules are the client's own. It checks a request before it looks at its signal, and this one is aborted: so what
// passes is not sent.
const aborted = AbortSignal.abort();
const checker = new BlokSecClient({
  applicationId: 'check',
  applicationSecret: 'check',
  apiUrl: 'https://localhost',
  fetch: () => Promise.reject(new Error('A check sends nothing.')),
});

/** Why a row cannot be sent, or undefined if it can. Sends nothing. */
export async function checkRow(row: Row): Promise<string | undefined> {
  if ('problem' in row) return row.problem;
  try {
    await checker.register(row.request, { signal: aborted });
  } catch (error) {
    if (isBlokSecError(error)) return error.code === 'aborted' ? undefined : error.message;
    throw error;
  }
  throw new Error('The check of a row did not end as it always does.');
}
