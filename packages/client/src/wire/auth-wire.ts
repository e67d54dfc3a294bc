import type { AuthenticateRequest, AuthResult } from '../auth-request.ts';
import { invalidResponse, type AnswerSource } from '../errors/invalid-response.ts';
import { phoneLine, phoneSummary } from '../phone-text/phone-line.ts';
import { phoneText } from '../phone-text/phone-text.ts';
import { checkName } from './input.ts';
import { isJsonObject, ownMember, type JsonObject } from './json-object.ts';
import { newNonce } from './nonce.ts';

/** What both dialects send, under the field names of the vendor's own clients. */
export interface AuthBody extends JsonObject {
  readonly accountName: string;
  readonly requestSummary: string;
  readonly requestDetails: string;
  readonly nonce: string;
  readonly verification_prompt?: string;
}

/** Checks a request and makes of it what the phone is going to show. */
export function authBody({ accountName, summary, details, prompt }: AuthenticateRequest): AuthBody {
  const requestSummary = phoneSummary(summary);
  return {
    accountName: checkName('accountName', accountName, 256),
    requestSummary,
    // The vendor's clients always send a text to consent to.
    requestDetails: phoneText(details ?? '') || requestSummary,
    nonce: newNonce(),
    ...(prompt === undefined ? {} : { verification_prompt: phoneLine('prompt', prompt) }),
  };
}

/** The documented answer to `POST /auth`. Only the exact string `accepted` is a yes. */
export function parseAuthResult(source: AnswerSource, answer: JsonObject): AuthResult {
  const { status, requestId } = answer;
  if (!isRequestId(requestId)) throw invalidResponse(source, 'has no requestId');
  if (!isAnswer(status)) throw invalidResponse(source, 'has a status that is not known');
  return { status, requestId };
}

/**
 * The older answer: `returnValues.authCode`, of which only the string `"1"` is a yes. A status beside it may say which no
 * it is, but no answer may say both.
 */
export function parseOlderAuthResult(
  source: AnswerSource,
  answer: JsonObject,
  nonce: string,
): AuthResult {
  const { status, requestId, returnValues } = answer;
  const authCode = isJsonObject(returnValues) ? ownMember(returnValues, 'authCode') : undefined;
  if (typeof authCode !== 'string') {
    throw invalidResponse(source, 'has no returnValues.authCode that is a string');
  }
  const said = status ?? (authCode === '1' ? 'accepted' : 'rejected');
  if (!isAnswer(said) || (authCode === '1') !== (said === 'accepted')) {
    throw invalidResponse(source, 'has a status that is not known, or not that of its authCode');
  }
  return { status: said, requestId: isRequestId(requestId) ? requestId : nonce };
}

function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value);
}

function isAnswer(status: unknown): status is AuthResult['status'] {
  return status === 'accepted' || status === 'rejected' || status === 'expired';
}
