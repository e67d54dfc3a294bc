import {
  addHeaders,
  defaultGate,
  type Gate,
  gateRequestFrom,
  type GateOutcome,
  type GateRequest,
  isPlainRequest,
  loginRefusal,
  writeAnswer,
} from '@bloksec/challenges';
import type { Request, Response } from 'express';
import type { AuthenticateOptions, StrategyCreatedStatic } from 'passport';
import { CustomStrategy } from './custom-strategy.ts';
import { refuseUnsafeSession, reloadHeldSession, watchLogIn } from './login-session.ts';
import type { BlokSecStrategyOptions } from './strategy-options.ts';
import { type Verdict, verdictOf, type Verify, type VerifyWithRequest } from './verify.ts';

type Pass = Extract<GateOutcome, { pass: unknown }>;

/** Passes on their way from the gate to the verify function of the same request. */
const passes = new WeakMap<Request, { readonly request: GateRequest; readonly pass: Pass }>();

/**
 * Logs in with an approval on the user's phone. Without a verify function the user is `{ accountName }`; the approval is
 * in `req.authInfo`. The account is always the one that approved, whatever the request says.
 */
export class BlokSecStrategy extends CustomStrategy {
  override readonly name: string = 'bloksec';
  // Not #private: Passport calls strategies through Object.create(strategy), where private names do not exist.
  private readonly gate: Gate;
  private readonly usernameField: string;

  /** @throws an error that names every environment variable that is missing or wrong, where no gate is given. */
  constructor(verify?: Verify);
  constructor(
    options: BlokSecStrategyOptions & { readonly passReqToCallback: true },
    verify: VerifyWithRequest,
  );
  constructor(
    options: BlokSecStrategyOptions & { readonly passReqToCallback?: false | undefined },
    verify?: Verify,
  );
  constructor(
    optionsOrVerify: BlokSecStrategyOptions | Verify = {},
    givenVerify?: Verify | VerifyWithRequest,
  ) {
    const options = typeof optionsOrVerify === 'function' ? {} : optionsOrVerify;
    const verify = typeof optionsOrVerify === 'function' ? optionsOrVerify : givenVerify;
    super((req, done) => {
      finish(req, (accountName, approval) => {
        if (verify === undefined) return Promise.resolve({ user: { accountName } });
        return options.passReqToCallback === true
          ? verdictOf(verify as VerifyWithRequest, req, accountName, approval)
          : verdictOf(verify as Verify, accountName, approval);
      })
        .then((verdict) => {
          if (verdict !== undefined) done(null, verdict.user, verdict.info);
        })
        .catch(done);
    });
    this.gate = options.gate ?? defaultGate();
    this.usernameField = options.usernameField ?? 'username';
  }

  /** Called by Passport. Asks the gate; once that lets the request pass, passport-custom runs the verify function. */
  override authenticate(req: Request, options: AuthenticateOptions = {}): void {
    const actions = this as unknown as StrategyCreatedStatic;
    this.ask(req, options, actions).catch((error: unknown) => actions.error(error));
  }

  private async ask(
    req: Request,
    options: AuthenticateOptions,
    actions: StrategyCreatedStatic,
  ): Promise<void> {
    const response = responseOf(req);
    refuseUnsafeSession(req, options);
    const accountName = field(req.body, this.usernameField);
    const request = gateRequestFrom(req, { purpose: 'login', accountName });
    const outcome = await this.gate.handle(request);
    if ('pass' in outcome) {
      watchLogIn(req);
      passes.set(req, { request, pass: outcome });
      return super.authenticate(req, options);
    }
    await reloadHeldSession(req);
    const { answer } = outcome;
    // Not fail(): it drops body and headers, and failureRedirect would turn it into what a script takes for success.
    if (!answer.final || !isPlainRequest(request.headers)) return writeAnswer(response, answer);
    const challenge = answer.headers['www-authenticate'];
    actions.fail(typeof challenge === 'string' ? challenge : answer.problem.detail, answer.status);
  }
}

/** The verdict for Passport; undefined where the response has been written. */
const finish = async (
  req: Request,
  verify: (accountName: string, approval: Pass['pass']) => Promise<Verdict>,
): Promise<Verdict | undefined> => {
  const passed = passes.get(req);
  if (passed === undefined) throw new Error('BlokSec: verify was called without an approval.');
  passes.delete(req);
  const { pass, headers } = passed.pass;
  const verdict = await verify(pass.accountName, pass);
  if (verdict.user) {
    addHeaders(responseOf(req), headers);
    return { ...verdict, info: verdict.info ?? pass };
  }
  if (isPlainRequest(passed.request.headers)) return verdict;
  writeAnswer(responseOf(req), loginRefusal(passed.request));
  return undefined;
};

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Readonly<Record<string, unknown>>)[name]
    : undefined;

const responseOf = (req: Request): Response => {
  if (req.res !== undefined) return req.res;
  throw new Error(
    'BlokSec: BlokSecStrategy needs Express, which keeps the response in req.res. With Fastify under NestJS use the guard BlokSecLogin of @bloksec/nestjs.',
  );
};
