import { Hono } from 'hono';
import type { Context } from 'hono';
import { readJson } from '../http/read-json.ts';
import { Refusal } from '../http/refusal.ts';
import { findLinkedAccount } from '../state/accounts.ts';
import type { LinkedAccount } from '../state/accounts.ts';
import { awaitAnswer } from '../state/auth-requests/answers-to-requests.ts';
import type { Application } from '../state/applications.ts';
import { openAuthRequest } from '../state/auth-requests/auth-requests.ts';
import type { State } from '../state/state.ts';
import { authBody } from './bodies.ts';
import type { ApiEnvironment } from './environment.ts';
import { demandOwnId } from './own-id.ts';

/**
 * `POST /auth`: asks the account's phone and does not answer before it has. `accepted` is documented; `rejected` and
 * `expired` are assumed.
 */
export function authRoutes(state: State): Hono<ApiEnvironment> {
  return new Hono<ApiEnvironment>().post('/auth', (c) => authenticate(state, c));
}

async function authenticate(state: State, c: Context<ApiEnvironment>): Promise<Response> {
  const body = await readJson(c.req, authBody);
  const application = c.get('application');
  demandOwnId('appDID', body.appDID, application);
  const account = await demandAccount(state, application, body.accountName);
  const request = await openAuthRequest(state, application, account, {
    prompt: body.verification_prompt,
    summary: body.requestSummary,
    details: body.requestDetails,
  });
  c.set('authRequestId', request.id);
  const status = await awaitAnswer(state, request, c.req.raw.signal);
  return c.json({ requestId: request.id, status });
}

async function demandAccount(
  state: State,
  application: Application,
  name: string,
): Promise<LinkedAccount> {
  const account = await findLinkedAccount(state, application, name);
  if (account === 'unknown') {
    throw new Refusal(
      404,
      'This application has no account of that name. An account is there once its invitation was accepted; names are compared exactly.',
    );
  }
  if (account === 'not-linked') {
    throw new Refusal(
      404,
      'The account has no phone any more. Invite the user again by POST /registration.',
    );
  }
  return account;
}
