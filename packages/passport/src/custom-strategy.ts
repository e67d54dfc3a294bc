import type { AuthenticateOptions } from 'passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import type { VerifyDone } from './verify.ts';

/** An instance of passport-custom's strategy, as it is at run time. */
export interface CustomStrategyInstance {
  /** Under which `passport.use` registers the strategy. */
  readonly name: string;
  authenticate(req: Request, options?: AuthenticateOptions): void;
}

/** passport-custom's strategy with a name of one's own: its types know only `custom`. */
export const CustomStrategy: new (
  verify: (req: Request, done: VerifyDone) => void,
) => CustomStrategyInstance = Strategy;
