import type { ApplicationSecretAnswer, CallsAnswer, OverviewAnswer } from '../../answers.ts';
import { call } from '../shared/http.ts';

export type Application = OverviewAnswer['applications'][number];
export type Account = OverviewAnswer['accounts'][number];
export type Registration = OverviewAnswer['registrations'][number];

export function getOverview(): Promise<OverviewAnswer> {
  return call('/api/overview');
}

/** The calls that began or changed after `seq`; held up to `wait` seconds while there are none. */
export function getCalls(seq: number, wait: number): Promise<CallsAnswer> {
  return call(`/api/requests?wait=${wait}&after=${seq}`, { wait });
}

export function createApplication(name: string): Promise<ApplicationSecretAnswer> {
  return call('/api/applications', { body: { name } });
}

/** Gives the application a new secret; the old one ends at once. */
export function rotateSecret(id: string): Promise<ApplicationSecretAnswer> {
  return call(`/api/applications/${encodeURIComponent(id)}/secret`, { post: true });
}

/** Takes the account from its phone, so that it can be linked with another. */
export function unlinkAccount(id: string): Promise<void> {
  return call(`/api/accounts/${encodeURIComponent(id)}/unlink`, { post: true });
}
