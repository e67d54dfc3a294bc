import { isPlainRequest } from '@bloksec/challenges';
import type { Request } from 'express';
import type { AuthenticateOptions } from 'passport';

/**
 * Refuses, before anything is sent to a phone, a session that Passport can not give a new id at login. Where there is no
 * session at all, Passport says so itself, or a callback of the application's own needs none.
 */
export const refuseUnsafeSession = (req: Request, options: AuthenticateOptions): void => {
  if (options.session === false || options.assignProperty !== undefined) return;
  const { session } = req as { session?: Partial<Record<'regenerate' | 'save', unknown>> };
  if (session === undefined || session === null) return;
  if (typeof session.regenerate === 'function' && typeof session.save === 'function') return;
  throw new Error(
    'BlokSec: req.session has no regenerate() and save(), so Passport can not give the session a new id at login (cookie-session is such a one). Use express-session, or passport.authenticate("bloksec", { session: false }).',
  );
};

type Done = (error?: unknown) => void;

/**
 * Reads the session of a request that may have been held once more, or begins a new one where it is over. express-session
 * with `resave` saves it at the end of every request: what was read before the wait would undo a log-out meanwhile.
 */
export const reloadHeldSession = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    const mayBeHeld = 'bloksec-challenge' in req.headers || isPlainRequest(req.headers);
    const { session } = req as {
      session?: Partial<Record<'reload' | 'regenerate', (done: Done) => void>>;
    };
    if (!mayBeHeld || typeof session?.reload !== 'function') return resolve();
    session.reload((gone) => {
      if (!gone) return resolve();
      session.regenerate?.((error) => (error ? reject(error as Error) : resolve()));
    });
  });

const sessionId = (req: Request): string | undefined =>
  (req as { session?: { id?: string } }).session?.id;

const explain = (error: unknown): unknown =>
  error instanceof Error && error.message === 'Failed to serialize user into session'
    ? new Error(
        'BlokSec: the login was approved, but Passport does not know how to put the user into the session. Add passport.serializeUser((user, done) => done(null, …)) and passport.deserializeUser((value, done) => done(null, …)).',
        { cause: error },
      )
    : error;

/**
 * Watches this request's `logIn`: a session whose id did not change (CVE-2022-25896) is logged out again and reported,
 * and a missing serializer is explained.
 */
export const watchLogIn = (req: Request): void => {
  const logIn = req.logIn.bind(req) as (...args: unknown[]) => void;
  req.logIn = (...args: unknown[]): void => {
    const done = args.at(-1);
    if (typeof done !== 'function') return logIn(...args);
    const before = sessionId(req);
    const watched: Done = (error) => {
      const unchanged = before !== undefined && sessionId(req) === before;
      if (error || !unchanged || !keepsUserInSession(args)) return done(explain(error));
      req.logout(() =>
        done(
          new Error(
            'BlokSec: the session kept its id at login, so whoever knew it before would be logged in, too. The user was logged out again. Does the session store regenerate sessions?',
          ),
        ),
      );
    };
    logIn(...args.slice(0, -1), watched);
  };
};

const keepsUserInSession = ([, options]: readonly unknown[]): boolean =>
  (options as AuthenticateOptions | undefined)?.session !== false;
