import { BlokSecClient } from '@bloksec/client';
import cluster from 'node:cluster';
import { type Clock, systemClock } from '../clock.ts';
import { guardedLogger } from '../events/log/guarded-logger.ts';
import { warnOfConfiguration } from '../events/log/warn-of-configuration.ts';
import { originOf } from '../http/same-origin.ts';
import { createKeyring, type Keyring } from '../keys/keyring.ts';
import { limitProblems } from '../limits/check-limits.ts';
import { DEFAULT_LIMITS, type GateLimits } from '../limits/gate-limits.ts';
import { memoryChallengeStore } from '../memory/memory-challenge-store.ts';
import { memoryCounterStore } from '../memory/memory-counter-store.ts';
import { memoryKnownBrowserStore } from '../memory/memory-known-browser-store.ts';
import { renderPlainPage } from '../pages/render-plain-page.ts';
import type { ChallengeStore } from '../stores/challenge-store.ts';
import type { CounterStore } from '../stores/counter-store.ts';
import type { KnownBrowserStore } from '../stores/known-browser-store.ts';
import type { ApprovalClient, GateLogger, GateOptions } from './gate-options.ts';

/** The options with every default filled in. */
export interface GateSettings {
  readonly client: ApprovalClient;
  readonly keyring: Keyring;
  readonly verifiedPush: 'unknown-browsers' | 'always' | 'never';
  readonly reveal: 'at-expiry' | 'immediate';
  readonly blocking: boolean;
  readonly publicHost: string | undefined;
  readonly renderPage: NonNullable<GateOptions['renderPage']>;
  readonly limits: GateLimits;
  readonly challenges: ChallengeStore;
  readonly knownBrowsers: KnownBrowserStore;
  readonly counters: CounterStore;
  readonly notifyUser: GateOptions['notifyUser'];
  readonly logger: GateLogger;
  readonly clock: Clock;
}

const LEAST_KEY_LENGTH = 32;

/** Fills in the defaults. Throws one error that says everything that is wrong with the configuration. */
export const resolveGateOptions = (options: GateOptions = {}): GateSettings => {
  const limits: GateLimits = { ...DEFAULT_LIMITS, ...withoutUndefined(options.limits) };
  const problems = [
    ...keyProblems(options),
    ...originProblems(options.publicOrigin),
    ...limitProblems(limits),
  ];
  const client = options.client ?? clientOf(options, problems);
  const secret = secretOf(options);
  if (problems.length > 0 || client === undefined || secret === undefined) {
    throw new Error(
      problems.length === 1
        ? `BlokSec: ${problems[0]}`
        : `BlokSec is not configured correctly:\n${problems.map((each) => `- ${each}`).join('\n')}`,
    );
  }
  const clock = options.clock ?? systemClock;
  const settings: GateSettings = {
    client,
    keyring: createKeyring(secret, options.previousSecrets),
    verifiedPush: options.verifiedPush ?? 'unknown-browsers',
    reveal: options.reveal ?? 'at-expiry',
    blocking: options.blocking ?? true,
    publicHost: originOf(options.publicOrigin ?? '')?.host,
    renderPage: options.renderPage ?? renderPlainPage,
    limits,
    challenges: options.challengeStore ?? memoryChallengeStore(clock),
    knownBrowsers: options.knownBrowserStore ?? memoryKnownBrowserStore(clock),
    counters: options.counterStore ?? memoryCounterStore(clock),
    notifyUser: options.notifyUser,
    logger: guardedLogger(options.logger ?? console),
    clock,
  };
  if (isProduction() && !settings.challenges.shared && isOneOfSeveral()) {
    warnOfConfiguration(
      settings.logger,
      'This process looks like one of several, but keeps its challenges in its own memory. A repeat that reaches another one finds no challenge: share them with redisStores of @bloksec/challenges/redis.',
    );
  }
  return settings;
};

const isProduction = (): boolean => process.env['NODE_ENV'] === 'production';

/** As Node's cluster, PM2 and the usual process managers say it. */
const isOneOfSeveral = (): boolean =>
  cluster.isWorker ||
  Number(process.env['WEB_CONCURRENCY'] ?? 1) > 1 ||
  Number(process.env['NODE_APP_INSTANCE'] ?? 0) > 0;

const withoutUndefined = (limits: Partial<GateLimits> = {}): Partial<GateLimits> =>
  Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));

/** The client says itself, in one message, what it misses. */
const clientOf = (options: GateOptions, problems: string[]): BlokSecClient | undefined => {
  const { applicationId, applicationSecret, apiUrl } = options;
  try {
    return new BlokSecClient({ applicationId, applicationSecret, apiUrl });
  } catch (error) {
    problems.unshift(
      error instanceof Error ? error.message.replace(/^BlokSec: /, '') : String(error),
    );
    return undefined;
  }
};

const secretOf = ({ key, applicationSecret }: GateOptions): string | undefined =>
  (key ?? applicationSecret ?? process.env['BLOKSEC_APPLICATION_SECRET']) || undefined;

const keyProblems = (options: GateOptions): string[] => {
  const { key, client, previousSecrets = [] } = options;
  const problems: string[] = [];
  if (key !== undefined && key.length < LEAST_KEY_LENGTH) {
    problems.push(`key has ${key.length} characters, but must have at least ${LEAST_KEY_LENGTH}.`);
  }
  if (previousSecrets.includes('')) problems.push('previousSecrets has an empty entry.');
  // Without a client of one's own it is the client that misses the secret, and says so.
  if (client !== undefined && secretOf(options) === undefined) {
    problems.push(
      'no applicationSecret. The gate derives its keys from it, even with a client of your own: pass it, or a key, or set BLOKSEC_APPLICATION_SECRET.',
    );
  }
  return problems;
};

const originProblems = (publicOrigin: string | undefined): string[] => {
  if (publicOrigin === undefined) return [];
  const origin = originOf(publicOrigin);
  if (origin === undefined || !['http:', 'https:'].includes(origin.protocol)) {
    return [
      `publicOrigin is "${publicOrigin}", but must be an origin such as https://bank.example.`,
    ];
  }
  return isProduction() && origin.protocol !== 'https:'
    ? [
        `publicOrigin is "${publicOrigin}": in production the cookies are Secure, and browsers keep none of them without https.`,
      ]
    : [];
};
