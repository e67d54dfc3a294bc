import { parseApiUrl } from './api-url.ts';
import {
  longestApprovalMs,
  longestTimeoutMs,
  type BlokSecClientOptions,
} from './client-options.ts';
import { readEnvironment } from './environment.ts';
import { BlokSecError } from './errors/bloksec-error.ts';
import type { BlokSecFetch } from './http/bloksec-fetch.ts';
import { durationProblem } from './wire/duration.ts';

/** Options that have been checked. Holds the secret: it lives in a private field only. */
export interface Settings {
  readonly applicationId: string;
  readonly applicationSecret: string;
  /** Without a trailing slash. */
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly approvalTimeoutMs: number;
  readonly longestApprovalMs: number;
  readonly fetch: BlokSecFetch;
}

/** Completes the options from the environment and checks them. All that is wrong is reported in one error. */
export function resolveOptions(options: BlokSecClientOptions): Settings {
  const problems: string[] = [];
  const report = (problem: string): string => {
    problems.push(problem);
    return '';
  };

  const credential = (
    option: 'applicationId' | 'applicationSecret',
    variable: string,
    kind: string,
  ): string => {
    const name = `${option} (environment variable ${variable})`;
    const value: unknown = options[option] ?? readEnvironment(variable);
    if (value === undefined) {
      return report(`${name} is missing: take the application's ${kind} from BlokSec's console`);
    }
    if (typeof value !== 'string' || !/^[\x21-\x7e]{1,512}$/.test(value)) {
      // The value is not shown: it may be a secret.
      return report(
        `${name} must be 1 to 512 visible ASCII characters, without spaces or line breaks`,
      );
    }
    return value;
  };

  const address = (): string => {
    const name = 'apiUrl (environment variable BLOKSEC_API_URL)';
    const value: unknown = options.apiUrl ?? readEnvironment('BLOKSEC_API_URL');
    if (value === undefined) {
      return report(
        `${name} is missing: https://api.bloksec.io in production, the sandbox's address in development`,
      );
    }
    const parsed = parseApiUrl(typeof value === 'string' ? value : '');
    return 'problem' in parsed ? report(`${name} ${parsed.problem}`) : parsed.apiUrl;
  };

  const duration = (
    option: 'timeoutMs' | 'approvalTimeoutMs',
    standard: number,
    longest: number,
  ): number => {
    const value = options[option] ?? standard;
    const problem = durationProblem(option, value, longest);
    if (problem !== undefined) report(problem);
    return value;
  };

  if (options.fetch !== undefined && typeof options.fetch !== 'function') {
    report('fetch must be a function');
  }
  const longest = options.fetch === undefined ? longestApprovalMs : longestTimeoutMs;
  const settings: Settings = {
    applicationId: credential('applicationId', 'BLOKSEC_APPLICATION_ID', 'id'),
    applicationSecret: credential('applicationSecret', 'BLOKSEC_APPLICATION_SECRET', 'secret'),
    apiUrl: address(),
    timeoutMs: duration('timeoutMs', 10_000, longestTimeoutMs),
    approvalTimeoutMs: duration('approvalTimeoutMs', 120_000, longest),
    longestApprovalMs: longest,
    // Looked up at each call: tracing and test tools replace the global one after the client was made.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
  };

  if (problems.length > 0) {
    throw new BlokSecError(`BlokSecClient cannot start: ${problems.join('; ')}.`, {
      code: 'configuration',
      delivered: 'no',
    });
  }
  return settings;
}
