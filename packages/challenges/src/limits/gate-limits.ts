/** So many in so many seconds. */
export interface Rate {
  readonly points: number;
  readonly seconds: number;
}

/**
 * The gate's numbers. Each can be changed within its cap, which cannot ({@link LIMIT_CAPS}). Those without a source are our
 * own choice: no standard fixes them.
 */
export interface GateLimits {
  /** A login that only waits for the tap stays pending so long, in milliseconds. Default 60,000; at most 600,000 (OWASP ASVS 5.0 6.5.5). */
  readonly loginPendingMs: number;
  /** A login for which a code must be typed: reading takes longer. Default 120,000; at most 600,000. */
  readonly codePendingMs: number;
  /** A step-up. Default 120,000; at most 600,000. */
  readonly stepUpPendingMs: number;
  /** An approval may stay unused so long. Default 60,000; at most 120,000. */
  readonly approvedMs: number;
  /** An instance that is silent for so long is taken for dead, and what it asked for has failed. Default 10,000; at most 60,000. */
  readonly leaseMs: number;
  /** A repeat is held at most so long. Default 25,000; at most 30,000: it stays under common proxies' limits. */
  readonly holdMs: number;
  /** A request without `Prefer` is held at most so long. Default 55,000; at most 290,000. */
  readonly blockMs: number;
  /** Once the gate is closed, calls to BlokSec are waited for so long where other instances can use the answer. Default 25,000; at most 300,000. */
  readonly shutdownGraceMs: number;
  /** Digits of the code that the phone shows. Default 6, which is also the least (OWASP ASVS 5.0 6.5.4); at most 8. */
  readonly codeLength: number;
  /** Wrong codes that end a challenge. Default 3; at most 5 (PSD2 RTS, Regulation (EU) 2018/389, Art. 4(3)(b)). */
  readonly codeTries: number;
  /**
   * Wrong codes in a row of one account, over all its challenges; past them none counts, and logins from browsers that are
   * not known ring no phone until the time is over. Default 5 in 30 minutes; at most 100.
   */
  readonly accountCodeTries: Rate;
  /** Requests to the phone since the last approval; all of a list must allow one. */
  readonly pushes: PushLimits;
  /**
   * After a login from a browser that is not known was denied or not answered, the next one rings the phone only after so
   * many seconds: the first number after the first refusal, and so on; the last one stays. Any approval starts it anew.
   * Default 30, 120, 600, 3,600 (NIST SP 800-63B suggests growing waits of 30 s to an hour).
   */
  readonly coolDownSeconds: readonly number[];
  /** Requests that wait on one account's phone at a time: for known browsers, and for all others. Default 2 each; at most 5. */
  readonly pendingPerAccount: number;
  /**
   * Starts from one address (a /64 in IPv6) by browsers that are not known. Default 100 in 10 minutes. Not applied to private
   * addresses: behind a proxy that the framework was not told to trust, all the world would share one.
   */
  readonly startsPerAddress: Rate;
  /** Repeats of one browser or session while its challenge is pending. Default 60 a minute; counted by each instance. */
  readonly polls: Rate;
  /** Live waits of one challenge: one more ends the oldest. Default 4 (tabs); at most 10. */
  readonly waitsPerChallenge: number;
  /** Calls to BlokSec in flight from this instance. A quarter is kept for known browsers and step-ups. Default 200; at most 10,000. */
  readonly outstandingCalls: number;
  /** Failures in a row after which BlokSec is not asked for `seconds`; then one request tries it. Default 5, and 10 s. */
  readonly breaker: { readonly failures: number; readonly seconds: number };
  /** Bytes of a body that can be bound. Default and cap 1 MiB. */
  readonly bodyBytes: number;
  /** How long a browser stays known after its last login. Default 15,552,000 s (180 days); at most 400 days, as browsers keep cookies. */
  readonly knownBrowserSeconds: number;
}

/** Budgets of requests to the phone. */
export interface PushLimits {
  /** Logins from browsers that are not known, per account. Default 3 in 15 minutes and 5 a day; at most 10 an hour. */
  readonly unknownBrowser: readonly Rate[];
  /** Logins from known browsers, per account, so that nobody else can use them up. Default 5 in 15 minutes and 20 a day; at most 50 an hour. */
  readonly knownBrowser: readonly Rate[];
  /** Step-ups, per session. Default 5 in 5 minutes; at most 60 an hour. */
  readonly stepUp: readonly Rate[];
}

/** What holds unless the option `limits` says otherwise. */
export const DEFAULT_LIMITS: GateLimits = {
  loginPendingMs: 60_000,
  codePendingMs: 120_000,
  stepUpPendingMs: 120_000,
  approvedMs: 60_000,
  leaseMs: 10_000,
  holdMs: 25_000,
  blockMs: 55_000,
  shutdownGraceMs: 25_000,
  codeLength: 6,
  codeTries: 3,
  accountCodeTries: { points: 5, seconds: 1800 },
  pushes: {
    unknownBrowser: [
      { points: 3, seconds: 900 },
      { points: 5, seconds: 86_400 },
    ],
    knownBrowser: [
      { points: 5, seconds: 900 },
      { points: 20, seconds: 86_400 },
    ],
    stepUp: [{ points: 5, seconds: 300 }],
  },
  coolDownSeconds: [30, 120, 600, 3600],
  pendingPerAccount: 2,
  startsPerAddress: { points: 100, seconds: 600 },
  polls: { points: 60, seconds: 60 },
  waitsPerChallenge: 4,
  outstandingCalls: 200,
  breaker: { failures: 5, seconds: 10 },
  bodyBytes: 1_048_576,
  knownBrowserSeconds: 15_552_000,
};

/** The client's deadline is the rest of the challenge plus this, so that BlokSec's own "expired" can arrive. */
export const PROVIDER_GRACE_MS = 5_000;

/** Node gives up on a call whose header does not come within 300 s: so does the gate, a little earlier. */
export const MAX_CALL_MS = 290_000;

/** The cookie that binds a login to its browser. Every answer of a login that goes on renews it. */
export const BINDING_COOKIE_SECONDS = 600;

/** Accounts that one browser can be known for. */
export const KNOWN_ACCOUNTS = 5;
