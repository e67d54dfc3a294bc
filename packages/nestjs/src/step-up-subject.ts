import { createHash } from 'node:crypto';
import type { StepUpSubject } from '@bloksec/challenges';
import type { PlatformRequest, PlatformSession } from './platform-request.ts';

/** Without a session, the bearer token is what the approval is bound to. */
const tokenHash = (request: PlatformRequest): string | undefined => {
  const authorization = request.headers['authorization'];
  return typeof authorization === 'string' && /^(bearer|dpop) /i.test(authorization)
    ? createHash('sha256').update(authorization).digest('base64url')
    : undefined;
};

const sessionId = (session: PlatformSession | undefined): string | undefined =>
  session?.id ?? session?.sessionId;

/** Who asks: the account, and the session or token that says so. Undefined where either is missing. */
export const subjectOf = (
  request: PlatformRequest,
  accountName: unknown,
): StepUpSubject | undefined => {
  const session = sessionId(request.session) ?? tokenHash(request);
  return typeof accountName === 'string' && session !== undefined
    ? { accountName, session }
    : undefined;
};

const reload = (session: PlatformSession): Promise<boolean> =>
  new Promise((resolve) => {
    if (session.reload === undefined) return resolve(true);
    session.reload((error) => resolve(!error));
  });

/** What the session says of who is logged in: Passport's part, or everything where there is none. */
const loggedIn = (session: PlatformSession | undefined | null): string | undefined => {
  if (session?.passport !== undefined) return JSON.stringify(session.passport);
  const { cookie: _, ...rest } = session ?? {};
  return JSON.stringify(rest);
};

/**
 * The same after a wait. The session is read again: one that is gone, or is somebody else's by now, is nobody's. A bearer
 * token is what it was; whether it was revoked meanwhile, only its own guard can tell.
 */
export const refreshedSubject = async (
  request: PlatformRequest,
  before: StepUpSubject | undefined,
): Promise<StepUpSubject | undefined> => {
  if (before === undefined || request.session === undefined) return before;
  const user = loggedIn(request.session);
  if (!(await reload(request.session)) || loggedIn(request.session) !== user) return undefined;
  return subjectOf(request, before.accountName);
};
