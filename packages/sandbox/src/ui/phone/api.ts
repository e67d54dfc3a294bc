import type { InvitationAnswer, LinkedAnswer, WaitingAnswer } from '../../answers.ts';
import { call } from '../shared/http.ts';

/** A request as it arrives: nothing of it is believed before its signature. */
export type Arriving = WaitingAnswer['requests'][number];

const invitationPath = (token: string): string => `/api/registrations/${encodeURIComponent(token)}`;

export function getInvitation(token: string): Promise<InvitationAnswer> {
  return call(invitationPath(token));
}

export function acceptInvitation(token: string, proof: string): Promise<LinkedAnswer> {
  return call(`${invitationPath(token)}/accept`, { body: { proof } });
}

export function rejectInvitation(token: string): Promise<void> {
  return call(`${invitationPath(token)}/reject`, { post: true });
}

/**
 * Everything that waits for this account; held up to `wait` seconds while that is only what the phone knows already.
 * `bearer` proves that the phone has the account's key.
 */
export async function waitingRequests(
  bearer: string,
  known: readonly string[],
  wait: number,
  signal: AbortSignal,
): Promise<readonly Arriving[]> {
  const query = new URLSearchParams({ wait: String(wait), known: known.join(',') });
  const { requests } = await call<WaitingAnswer>(`/api/requests?${query}`, {
    headers: { authorization: `Bearer ${bearer}` },
    wait,
    signal,
  });
  return requests;
}

export function sendDecision(id: string, decision: string): Promise<void> {
  return call(`/api/requests/${encodeURIComponent(id)}/decision`, { body: { decision } });
}
