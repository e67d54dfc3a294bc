import type { AuthCallOptions, AuthenticateRequest, AuthResult } from '../auth-request.ts';
import { BlokSecError } from '../errors/bloksec-error.ts';
import { call } from '../http/call.ts';
import { readJson } from '../http/answer/read-answer.ts';
import type { Settings } from '../resolve-options.ts';
import {
  authBody,
  parseAuthResult,
  parseOlderAuthResult,
  type AuthBody,
} from '../wire/auth-wire.ts';
import { durationProblem } from '../wire/duration.ts';
import { badArgument } from '../wire/input.ts';
import type { JsonObject } from '../wire/json-object.ts';

const route = 'POST /auth';

/** Asks the phone: for a login, or for a transaction. */
export async function requestApproval(
  settings: Settings,
  purpose: 'login' | 'transaction',
  request: AuthenticateRequest,
  options: AuthCallOptions,
): Promise<AuthResult> {
  const timeoutMs = options.approvalTimeoutMs ?? settings.approvalTimeoutMs;
  const problem = durationProblem('approvalTimeoutMs', timeoutMs, settings.longestApprovalMs);
  if (problem !== undefined) {
    throw new BlokSecError(`${problem}.`, { code: 'bad-request', delivered: 'no' });
  }
  const older = settings.dialect === 'older';
  const body = authBody(request);
  return call(settings, {
    method: 'POST',
    route,
    path: ['auth'],
    body: older ? olderBody(settings, purpose, body) : { appDID: settings.applicationId, ...body },
    credentials: !older,
    timeoutMs,
    signal: options.signal,
    notFound: 'account-not-found',
    accept: 'application/json',
    read: async (response) => {
      const source = { route, status: response.status };
      const answer = await readJson(route, response);
      return older
        ? parseOlderAuthResult(source, answer, body.nonce)
        : parseAuthResult(source, answer);
    },
  });
}

/** As the vendor's older clients do: a login carries no secret, a transaction the write token. */
function olderBody(
  { applicationId, writeToken }: Settings,
  purpose: 'login' | 'transaction',
  body: AuthBody,
): JsonObject {
  if (purpose === 'transaction') return { appDID: applicationId, auth_token: writeToken, ...body };
  if (body.verification_prompt === undefined) return { appId: applicationId, ...body };
  throw badArgument('prompt', 'left out: a login of the older dialect has no title');
}
