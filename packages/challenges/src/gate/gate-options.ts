import type { BlokSecClient } from '@bloksec/client';
import type { Clock } from '../clock.ts';
import type { UserNotice } from '../events/user-notice.ts';
import type { GateLimits } from '../limits/gate-limits.ts';
import type { PlainPage } from '../pages/plain-page.ts';
import type { ChallengeStore } from '../stores/challenge-store.ts';
import type { CounterStore } from '../stores/counter-store.ts';
import type { KnownBrowserStore } from '../stores/known-browser-store.ts';

/** The calls of `BlokSecClient` that the gate makes. */
export type ApprovalClient = Pick<BlokSecClient, 'authenticate' | 'authorize'>;

/** Everything has a default: with three environment variables, no option is needed. */
export interface GateOptions {
  /** Default: the environment variable `BLOKSEC_APPLICATION_ID`. */
  readonly applicationId?: string | undefined;
  /** Default: `BLOKSEC_APPLICATION_SECRET`. The gate's own keys derive from it, too (HKDF), unless `key` is given. */
  readonly applicationSecret?: string | undefined;
  /** Default: `BLOKSEC_API_URL`. */
  readonly apiUrl?: string | undefined;
  /** A client of your own instead of the three above. */
  readonly client?: ApprovalClient | undefined;
  /** The secret from which the gate's keys derive, at least 32 characters. Default: the application secret. */
  readonly key?: string | undefined;
  /** Keys or application secrets used before, so that the present one can be rotated without voiding what is pending. Default none. */
  readonly previousSecrets?: readonly string[] | undefined;
  /**
   * Who must type the code that the phone shows: `unknown-browsers` (default), `always`, or `never`. With `never` a
   * tap alone logs in whoever asked for it: an attacker who talks the user into tapping is in.
   */
  readonly verifiedPush?: 'unknown-browsers' | 'always' | 'never' | undefined;
  /**
   * When a browser that is not known learns that its login was refused: `at-expiry` (default) looks the same for
   * unknown accounts and denials; `immediate` tells at once, and so tells which accounts exist.
   */
  readonly reveal?: 'at-expiry' | 'immediate' | undefined;
  /** Whether a request without `Prefer: respond-async` is held until it is answered. Default true. */
  readonly blocking?: boolean | undefined;
  /** The origin that browsers see, such as `https://bank.example`, where the framework can't tell. Default: its `host`. */
  readonly publicOrigin?: string | undefined;
  /** The page for a form without script. Default: a plain page of ours. */
  readonly renderPage?: ((page: PlainPage) => string) | undefined;
  /** Numbers that shall differ from `DEFAULT_LIMITS`, within their caps. */
  readonly limits?: Partial<GateLimits> | undefined;
  /** Where challenges live. Default: the memory of this process. `redisStores` of `@bloksec/challenges/redis` gives all three. */
  readonly challengeStore?: ChallengeStore | undefined;
  /** Where known browsers are listed and revoked. Default: the memory of this process. */
  readonly knownBrowserStore?: KnownBrowserStore | undefined;
  /** Where pushes and wrong codes are counted. Default: the memory of this process. */
  readonly counterStore?: CounterStore | undefined;
  /**
   * Called when a user should hear of something by another way than the phone, a mail for instance (OWASP ASVS 5.0 6.3.5).
   * Not awaited; what it throws is logged. Default: nobody is told.
   */
  readonly notifyUser?: ((notice: UserNotice) => void | Promise<void>) | undefined;
  /** Where operators read what went wrong: never an account name, a code or an id. Default: `console`. */
  readonly logger?: GateLogger | undefined;
  /** For tests. Default: the process's monotonic clock. */
  readonly clock?: Clock | undefined;
}

/** Three levels of a logger, a line each. `console` is one. */
export interface GateLogger {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}
