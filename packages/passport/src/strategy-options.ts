import type { Gate } from '@bloksec/challenges';

/** Everything has a default: with three environment variables, no option is needed. */
export interface BlokSecStrategyOptions {
  /** The gate that asks for the approval. Default: the one that all adapters of this process share, made from the environment. */
  readonly gate?: Gate | undefined;
  /** The field of the body that names the account. Default `username`. */
  readonly usernameField?: string | undefined;
  /** Whether the verify function gets the request as its first argument. Default false. */
  readonly passReqToCallback?: boolean | undefined;
}
