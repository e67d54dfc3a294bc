import { headerValue } from '../http/header-value.ts';
import { isPlainRequest, readPreference } from '../http/protocol-fields.ts';
import type { PlainPage } from '../pages/plain-page.ts';
import { PLAIN_PAGE_CSP, renderPlainPage } from '../pages/render-plain-page.ts';
import type { GateAnswer } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import { problemDocument, type ProblemDocument, type ProblemName } from './problems.ts';

/** The authentication context that an approved step-up proves (RFC 9470). */
const ACR_TRANSACTION = 'https://bloksec.github.io/bloksec-js/acr/push-transaction';

/** What an answer holds besides its problem. */
export interface AnswerParts {
  readonly members?: Parameters<typeof problemDocument>[1] | undefined;
  readonly cookies?: readonly string[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** Whether the attempt goes on by a repeat. Default false. */
  readonly goesOn?: boolean | undefined;
  /** The page for a form without script: its kind and fields. Default a message. */
  readonly page?: Pick<PlainPage, 'kind' | 'title' | 'message' | 'fields'> | undefined;
}

/** Only a browser's own navigation gets a page; a script's request gets data. */
export const wantsPage = (request: GateRequest): boolean =>
  isPlainRequest(request.headers) &&
  (headerValue(request.headers, 'accept') ?? '').includes('text/html');

const wwwAuthenticate = (request: GateRequest): string =>
  request.action.purpose === 'login'
    ? 'BlokSec realm="app", error="insufficient_user_authentication"'
    : `BlokSec realm="app", error="insufficient_user_authentication", error_description="Approve this request on your phone", acr_values="${ACR_TRANSACTION}"`;

const pageOf = (problem: ProblemDocument, parts: AnswerParts): PlainPage => ({
  kind: 'message',
  title: problem.title,
  message: problem.detail,
  fields: [],
  ...parts.page,
  display: problem.authorization_details?.[0]?.display ?? [],
});

/** Builds an answer: problem+json, or a page where a form without script asked. */
export const buildAnswer = (
  request: GateRequest,
  renderPage: (page: PlainPage) => string,
  name: ProblemName,
  parts: AnswerParts = {},
): GateAnswer => {
  const problem = problemDocument(name, parts.members);
  const asPage = wantsPage(request);
  return {
    status: problem.status,
    headers: {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-type': asPage ? 'text/html; charset=utf-8' : 'application/problem+json',
      ...(asPage &&
        renderPage === renderPlainPage && { 'content-security-policy': PLAIN_PAGE_CSP }),
      ...(problem.status === 401 && { 'www-authenticate': wwwAuthenticate(request) }),
      ...(parts.retryAfterSeconds !== undefined && {
        'retry-after': String(parts.retryAfterSeconds),
      }),
      ...(readPreference(request.headers).respondAsync && {
        'preference-applied': 'respond-async',
      }),
      ...(parts.cookies?.length && { 'set-cookie': parts.cookies }),
    },
    body: asPage ? renderPage(pageOf(problem, parts)) : JSON.stringify(problem),
    problem,
    final: parts.goesOn !== true,
  };
};

/** For an application that refuses the user of an approved login (a closed account): the same answer as any failed login. */
export const loginRefusal = (request: GateRequest): GateAnswer =>
  buildAnswer(request, renderPlainPage, 'login-failed');
