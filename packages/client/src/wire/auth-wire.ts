import type { AuthenticateRequest, AuthResult } from '../auth-request.ts';
import { invalidResponse } from '../errors/invalid-response.ts';
import { phoneLine } from '../phone-text/phone-line.ts';
import { phoneText } from '../phone-text/phone-text.ts';
import { checkName } from './input.ts';
import type { JsonObject } from './json-object.ts';
import { newNonce } from './nonce.ts';

/** The body of `POST /auth`, with the field names of the vendor's own clients. */
export function authBody(request: AuthenticateRequest, applicationId: string): JsonObject {
  const { accountName, summary, details, prompt } = request;
  const requestSummary = phoneLine('summary', summary);
  return {
    appDID: applicationId,
    accountName: checkName('accountName', accountName, 256),
    requestSummary,
    // The vendor's clients always send a text to consent to.
    requestDetails: phoneText(details ?? '') || requestSummary,
    nonce: newNonce(),
    ...(prompt === undefined ? {} : { verification_prompt: phoneLine('prompt', prompt) }),
  };
}

/** The answer to `POST /auth`. Only the exact string `accepted` is a yes. */
export function parseAuthResult(route: string, answer: JsonObject): AuthResult {
  const { status, requestId } = answer;
  if (typeof requestId !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(requestId)) {
    throw invalidResponse(route, 200, 'has no requestId');
  }
  switch (status) {
    case 'accepted':
    case 'rejected':
    case 'expired':
      return { status, requestId };
    default:
      throw invalidResponse(route, 200, 'has a status that is not known');
  }
}
