import type { Quota } from './stores/counter-store.ts';

/** The gate's numbers, in one place. Times in milliseconds, quotas in seconds. None has an authority that fixes it except where noted. */
export const LIMITS = {
  /** Pending without a code. Hard cap 600 s (OWASP ASVS 5.0 6.5.5). */
  pendingMs: 60_000,
  /** Pending where a code must be typed, and for a step-up: reading takes longer. */
  pendingWithCodeMs: 120_000,
  /** Approved but not used. */
  approvedMs: 60_000,
  /** A repeat is held at most so long: it stays under common proxies' limits. */
  maxHoldMs: 25_000,
  /** A request without `Prefer` is held at most so long. */
  maxBlockMs: 55_000,
  /** The client's deadline is the rest of the challenge plus this, so that BlokSec's own "expired" can arrive. */
  providerGraceMs: 5_000,
  /** Live waits of one challenge; one more ends the oldest. */
  maxWaits: 4,
  /** Digits of the code. */
  codeLength: 6,
  /** Wrong codes that end a challenge (NIST SP 800-63B allows more; PSD2 RTS Art. 4(3)(b): at most 5). */
  codeTries: 3,
  /** Bytes of a body that can be bound. */
  maxBodyBytes: 1_048_576,
  /** The binding cookie, in seconds. */
  bindingCookieSeconds: 600,
  /** The known-browser cookie, in seconds: 180 days. */
  knownCookieSeconds: 15_552_000,
  /** Accounts one browser can be known for. */
  knownAccounts: 5,
} as const;

/** Wrong codes of one account, over all its challenges. The right code starts the count anew. */
export const CODE_QUOTA: Quota = { name: 'bloksec-code', points: 5, seconds: 1800 };

export type PushQuotaName = 'unknown' | 'known' | 'stepUp';

/** Requests to the phone since the last approval. */
export const PUSH_QUOTAS: Readonly<Record<PushQuotaName, Quota>> = {
  /** Login from a browser that is not known: per account. */
  unknown: { name: 'bloksec-push-unknown', points: 3, seconds: 900 },
  /** Login from a known browser: per account, so that nobody else can use it up. */
  known: { name: 'bloksec-push-known', points: 5, seconds: 900 },
  /** Step-up: per session. */
  stepUp: { name: 'bloksec-push-step-up', points: 5, seconds: 300 },
};
