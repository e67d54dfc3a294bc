import type { MailsAnswer } from '../../../src/answers.ts';
import type { Sandbox } from '../../../src/index.ts';
import { loopbackCall } from '../../../src/test-kit/loopback-call.ts';

/** The answer of a call of the API. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface CallOptions {
  readonly id?: string;
  readonly secret?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Calls the API as the sandbox's application does, with other credentials where they are given. */
export async function callApi(
  { url, application }: Sandbox,
  path: string,
  body: unknown,
  { id, secret, signal }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-application-id': id ?? application.id,
      'x-application-secret': secret ?? application.secret,
    },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
  return { status: response.status, body: await response.json() };
}

/** Invites an account; the link that its mail brings. */
export async function invite(sandbox: Sandbox, accountName = 'user@example.com'): Promise<string> {
  await callApi(sandbox, '/registration', {
    user: { email: 'user@example.com' },
    account: { name: accountName },
  });
  const { mails } = await loopbackCall<MailsAnswer>(new URL('/api/mails', sandbox.pages.inbox));
  return mails.at(-1)?.link ?? 'no mail';
}

/** What an application asks of a phone. */
export interface Question {
  readonly accountName?: string;
  readonly verification_prompt?: string;
  readonly requestSummary?: string;
  readonly requestDetails?: string;
}

/** Asks for an approval; settles when the phone has answered. */
export function ask(
  sandbox: Sandbox,
  question: Question = {},
  signal?: AbortSignal,
): Promise<Answer> {
  const body = {
    accountName: 'user@example.com',
    requestSummary: 'Log in as user@example.com',
    requestDetails: 'From: Chrome on Linux, 127.0.0.1',
    nonce: crypto.randomUUID(),
    ...question,
  };
  return callApi(sandbox, '/auth', body, { signal });
}
