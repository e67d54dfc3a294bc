export { BlokSecStrategy } from './bloksec-strategy.ts';
export type { BlokSecStrategyOptions } from './strategy-options.ts';
export type { Verify, VerifyDone, VerifyWithRequest } from './verify.ts';
