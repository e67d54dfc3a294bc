import type { Limits } from './state.ts';

/** Two minutes for an answer (assumed), half an hour for an invitation. */
export const defaultLimits: Limits = {
  authTimeoutMs: 120_000,
  registrationTimeoutMs: 30 * 60_000,
};
