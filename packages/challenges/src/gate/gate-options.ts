import { BlokSecClient } from '@bloksec/client';
import { type Clock, systemClock } from '../clock.ts';
import { createKeyring, type Keyring } from '../keys/keyring.ts';
import type { ChallengeStore } from '../stores/challenge-store.ts';
import { type CounterStore, memoryCounterStore } from '../stores/counter-store.ts';
import { type KnownBrowserStore, memoryKnownBrowserStore } from '../stores/known-browser-store.ts';
import { memoryChallengeStore } from '../stores/memory-challenge-store.ts';
import type { PlainPage } from '../pages/plain-page.ts';
import { renderPlainPage } from '../pages/render-plain-page.ts';
import { originHost } from '../http/same-origin.ts';

/** The calls of `BlokSecClient` that the gate makes. */
export type ApprovalClient = Pick<BlokSecClient, 'authenticate' | 'authorize'>;

/** Everything has a default: with three environment variables, no option is needed. */
export interface GateOptions {
  /** Default: the environment variable `BLOKSEC_APPLICATION_ID`. */
  readonly applicationId?: string | undefined;
  /** Default: `BLOKSEC_APPLICATION_SECRET`. The gate's own keys derive from it, too (HKDF). */
  readonly applicationSecret?: string | undefined;
  /** Default: `BLOKSEC_API_URL`. */
  readonly apiUrl?: string | undefined;
  /** A client of your own instead of the three above. */
  readonly client?: ApprovalClient | undefined;
  /** Secrets used before, so that the present one can be rotated without voiding what is pending. Default none. */
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
  /** Whether a request without `Prefer: respond-async` is held until it is answered (at most 55 s). Default true. */
  readonly blocking?: boolean | undefined;
  /** The origin that browsers see, such as `https://bank.example`, where the framework can't tell. Default: its `host`. */
  readonly publicOrigin?: string | undefined;
  /** The page for a form without script. Default: a plain page of ours. */
  readonly renderPage?: ((page: PlainPage) => string) | undefined;
  /** Where challenges live. Default: the memory of this process. */
  readonly challengeStore?: ChallengeStore | undefined;
  /** Where forgotten browsers are noted. Default: the memory of this process. */
  readonly knownBrowserStore?: KnownBrowserStore | undefined;
  /** Where pushes and wrong codes are counted. Default: the memory of this process. */
  readonly counterStore?: CounterStore | undefined;
  /** Where operators read what went wrong. Never an account name, a code or an id. Default: `console`. */
  readonly logger?: GateLogger | undefined;
  /** For tests. Default: the process's monotonic clock. */
  readonly clock?: Clock | undefined;
}

/** Two levels of a logger. `console` is one. */
export interface GateLogger {
  info(message: string): void;
  error(message: string): void;
}

/** The options with every default filled in. */
export interface GateSettings {
  readonly client: ApprovalClient;
  readonly keyring: Keyring;
  readonly verifiedPush: 'unknown-browsers' | 'always' | 'never';
  readonly reveal: 'at-expiry' | 'immediate';
  readonly blocking: boolean;
  readonly publicHost: string | undefined;
  readonly renderPage: (page: PlainPage) => string;
  readonly challenges: ChallengeStore;
  readonly knownBrowsers: KnownBrowserStore;
  readonly counters: CounterStore;
  readonly logger: GateLogger;
  readonly clock: Clock;
}

/** Fills in the defaults. Throws one error that says everything that is wrong with the configuration. */
export const resolveGateOptions = (options: GateOptions = {}): GateSettings => {
  const { applicationId, applicationSecret, apiUrl } = options;
  const client = options.client ?? new BlokSecClient({ applicationId, applicationSecret, apiUrl });
  const secret = applicationSecret ?? process.env['BLOKSEC_APPLICATION_SECRET'];
  if (secret === undefined || secret === '') {
    throw new Error(
      'BlokSec: no applicationSecret. The gate derives its keys from it, even with a client of your own: pass it, or set BLOKSEC_APPLICATION_SECRET.',
    );
  }
  const publicHost =
    options.publicOrigin === undefined ? undefined : originHost(options.publicOrigin);
  if (options.publicOrigin !== undefined && publicHost === undefined) {
    throw new Error(
      `BlokSec: publicOrigin is "${options.publicOrigin}", but must be an origin such as https://bank.example.`,
    );
  }
  const clock = options.clock ?? systemClock;
  return {
    client,
    keyring: createKeyring(secret, options.previousSecrets),
    verifiedPush: options.verifiedPush ?? 'unknown-browsers',
    reveal: options.reveal ?? 'at-expiry',
    blocking: options.blocking ?? true,
    publicHost,
    renderPage: options.renderPage ?? renderPlainPage,
    challenges: options.challengeStore ?? memoryChallengeStore(clock),
    knownBrowsers: options.knownBrowserStore ?? memoryKnownBrowserStore(),
    counters: options.counterStore ?? memoryCounterStore(),
    logger: options.logger ?? console,
    clock,
  };
};
