import { BlokSecClient, isBlokSecError } from '@bloksec/client';
import type { Row } from './row.ts';

// The rules are the client's own: this one checks a request as any does, and then answers itself instead of sending it.
const checker = new BlokSecClient({
  applicationId: 'check',
  applicationSecret: 'check',
  apiUrl: 'https://localhost',
  fetch: () => Promise.resolve(Response.json({ registrationId: 'check' })),
});

/** Why a row cannot be sent, or undefined if it can. Sends nothing. */
export async function checkRow(row: Row): Promise<string | undefined> {
  if ('problem' in row) return row.problem;
  try {
    await checker.register(row.request);
    return undefined;
  } catch (error) {
    if (isBlokSecError(error)) return error.message;
    throw error;
  }
}
