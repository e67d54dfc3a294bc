import type { Approval } from '@bloksec/challenges';
import type { Request } from 'express';

/** The user of a login, or a falsy value where the application refuses the account. */
export type VerifiedUser = Express.User | false | null | undefined;

/**
 * What a verify function with a callback calls, once. `info` takes the place of the approval in `req.authInfo`, or says
 * why the account is refused.
 */
export type VerifyDone = (error: unknown, user?: VerifiedUser, info?: object | string) => void;

/**
 * Turns an approved account into the application's user. Either calls `done`, or returns a promise of the user; a falsy
 * user refuses the login. The account is that of the approval: nothing of the request names it.
 */
export type Verify = (
  accountName: string,
  approval: Approval,
  done: VerifyDone,
) => void | Promise<VerifiedUser | void>;

/** The same with the request first: option `passReqToCallback`. */
export type VerifyWithRequest = (
  req: Request,
  accountName: string,
  approval: Approval,
  done: VerifyDone,
) => void | Promise<VerifiedUser | void>;

/** What a verify function said. */
export interface Verdict {
  readonly user: VerifiedUser;
  readonly info?: object | string | undefined;
}

/** Runs a verify function of either style. What it throws or rejects with becomes a rejection. */
export const verdictOf = <Values extends readonly unknown[]>(
  verify: (...values: [...Values, VerifyDone]) => void | Promise<VerifiedUser | void>,
  ...values: Values
): Promise<Verdict> =>
  new Promise((resolve, reject) => {
    const done: VerifyDone = (error, user, info) =>
      error ? reject(asError(error)) : resolve({ user, info });
    const returned = Promise.resolve(verify(...values, done));
    returned.then((user) => {
      // A function that declares `done` may call it after its own promise is over.
      if (user || verify.length <= values.length) resolve({ user: user || false });
    }, reject);
  });

const asError = (error: unknown): Error =>
  error instanceof Error
    ? error
    : new Error(`BlokSec: the verify function failed: ${String(error)}`);
