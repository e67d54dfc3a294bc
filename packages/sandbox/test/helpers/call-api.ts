import type { Sandbox } from '../../src/index.ts';

type Target = Pick<Sandbox, 'url' | 'env'>;

/** Calls the API as an application does, with its two headers. */
export function callApi(
  { url, env }: Target,
  path: string,
  init: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(url + path, {
    headers: {
      'x-application-id': env.BLOKSEC_APPLICATION_ID,
      'x-application-secret': env.BLOKSEC_APPLICATION_SECRET,
      ...(init.body !== undefined && { 'content-type': 'application/json' }),
      ...init.headers,
    },
    ...(init.body !== undefined && { method: 'POST', body: JSON.stringify(init.body) }),
    ...(init.signal && { signal: init.signal }),
  });
}

/** The body of a login, for this account. */
export function login(
  accountName: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    accountName,
    requestSummary: 'Log in',
    requestDetails: 'From: Firefox on Linux',
    nonce: crypto.randomUUID(),
    ...more,
  };
}

/** Asks the account's phone; settles when the phone has answered. */
export function askPhone(
  sandbox: Target,
  accountName: string,
  more: Record<string, unknown> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return callApi(sandbox, '/auth', {
    body: login(accountName, more),
    ...(signal && { signal }),
  });
}

/** Invites the account and returns the registration's ID. */
export async function invite(
  sandbox: Target,
  accountName: string,
  email: string = accountName,
): Promise<string> {
  const response = await callApi(sandbox, '/registration', {
    body: { user: { email }, account: { name: accountName } },
  });
  const { registrationId } = (await response.json()) as { registrationId: string };
  return registrationId;
}
