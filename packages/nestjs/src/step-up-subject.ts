import { createHash } from 'node:crypto';
import type { StepUpSubject } from '@bloksec/challenges';
import type { PlatformRequest, PlatformSession } from './platform-request.ts';
import { reload } from './reload-session.ts';

const tokenHash = (request: PlatformRequest): string | undefined => {
  const authorization = request.headers['authorization'];
  return typeof authorization === 'string' && /^(bearer|dpop) /i.test(authorization)
    ? createHash('sha256').update(authorization).digest('base64url')
    : undefined;
};

/** What the session says of who is logged in: Passport's part, or everything where there is none. */
const contentOf = (session: PlatformSession | undefined): string => {
  const { cookie: _, passport, ...rest } = session ?? {};
  return JSON.stringify(passport ?? rest);
};

/** The session's id or else the bearer token's hash. Some middleware makes an empty session for every request: that is none. */
const sessionOf = (request: PlatformRequest): string | undefined => {
  const id = request.session?.id ?? request.session?.sessionId;
  return contentOf(request.session) === '{}' ? (tokenHash(request) ?? id) : id;
};

/** Who asks: the account, and the session or token that says so. Undefined where either is missing. */
export const subjectOf = (
  request: PlatformRequest,
  accountName: unknown,
): StepUpSubject | undefined => {
  const session = sessionOf(request);
  return typeof accountName === 'string' && session !== undefined
    ? { accountName, session }
    : undefined;
};

/**
 * The same after a wait. The session is read again: one that is gone, or is somebody else's by now, is nobody's. A bearer
 * token is what it was; whether it was revoked meanwhile, only its own guard can tell.
 */
export const refreshedSubject = async (
  request: PlatformRequest,
  before: StepUpSubject | undefined,
  accountName: () => unknown,
): Promise<StepUpSubject | undefined> => {
  if (before === undefined) return undefined;
  if (before.session !== tokenHash(request)) {
    const content = contentOf(request.session);
    if (!(await reload(request.session)) || contentOf(request.session) !== content)
      return undefined;
  }
  return subjectOf(request, accountName());
};

/** For the developer who sees "log in first" though there is a user. */
export const whyNobody = (accountName: unknown): string =>
  typeof accountName === 'string'
    ? 'there is a user, but nothing to bind an approval to: neither a session with an id (express-session, @fastify/session) nor a bearer token'
    : 'request.user has no accountName: give the user one, or name it with @StepUp({ account })';
