import { parseApiUrl } from './api-url.ts';
import {
  longestApprovalMs,
  longestTimeoutMs,
  type BlokSecClientOptions,
  type Dialect,
} from './client-options.ts';
import { readEnvironment } from './environment.ts';
import { BlokSecError } from './errors/bloksec-error.ts';
import type { TraceHooks } from './http/attempt-trace.ts';
import type { BlokSecFetch } from './http/bloksec-fetch.ts';
import { durationProblem } from './wire/duration.ts';

/** Options that have been checked. Holds the secrets: it lives in a private field only. */
export interface Settings extends TraceHooks {
  readonly applicationId: string;
  readonly applicationSecret: string;
  /** Without a trailing slash. */
  readonly apiUrl: string;
  /** Scheme, host and port. */
  readonly issuerOrigin: string;
  readonly timeoutMs: number;
  readonly approvalTimeoutMs: number;
  readonly longestApprovalMs: number;
  readonly fetch: BlokSecFetch;
  readonly dialect: Dialect;
  /** With the older dialect. */
  readonly writeToken: string | undefined;
}

/** Completes the options from the environment and checks them. All that is wrong is reported in one error. */
export function resolveOptions(options: BlokSecClientOptions): Settings {
  const problems: string[] = [];
  const report = (problem: string): string => {
    problems.push(problem);
    return '';
  };

  const token = (name: string, value: unknown): string => {
    if (typeof value === 'string' && /^[\x21-\x7e]{1,512}$/.test(value)) return value;
    // The value is not shown: it may be a secret.
    return report(
      `${name} must be 1 to 512 visible ASCII characters, without spaces or line breaks`,
    );
  };

  const credential = (
    option: 'applicationId' | 'applicationSecret',
    variable: string,
    kind: string,
  ): string => {
    const name = `${option} (environment variable ${variable})`;
    const value: unknown = options[option] ?? readEnvironment(variable);
    if (value !== undefined) return token(name, value);
    return report(`${name} is missing: take the application's ${kind} from BlokSec's console`);
  };

  const address = (name: string, value: unknown): string => {
    const parsed = parseApiUrl(typeof value === 'string' ? value : '');
    return 'problem' in parsed ? report(`${name} ${parsed.problem}`) : parsed.apiUrl;
  };

  const apiAddress = (): string => {
    const name = 'apiUrl (environment variable BLOKSEC_API_URL)';
    const value: unknown = options.apiUrl ?? readEnvironment('BLOKSEC_API_URL');
    if (value !== undefined) return address(name, value);
    return report(
      `${name} is missing: https://api.bloksec.io in production, the sandbox's address in development`,
    );
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

  const writeToken = (dialect: Dialect): string | undefined => {
    if (dialect === 'older') return token("writeToken (with dialect 'older')", options.writeToken);
    if (options.writeToken !== undefined) report("writeToken is for dialect 'older' only");
    return undefined;
  };

  for (const name of ['fetch', 'onRequest', 'onResponse'] as const) {
    if (options[name] !== undefined && typeof options[name] !== 'function') {
      report(`${name} must be a function`);
    }
  }
  const dialect = options.dialect ?? 'documented';
  if (dialect !== 'documented' && dialect !== 'older') {
    report("dialect must be 'documented' or 'older'");
  }
  const apiUrl = apiAddress();
  const issuerUrl =
    options.issuerUrl === undefined ? apiUrl : address('issuerUrl', options.issuerUrl);
  const longest = options.fetch === undefined ? longestApprovalMs : longestTimeoutMs;
  const settings: Settings = {
    applicationId: credential('applicationId', 'BLOKSEC_APPLICATION_ID', 'id'),
    applicationSecret: credential('applicationSecret', 'BLOKSEC_APPLICATION_SECRET', 'secret'),
    apiUrl,
    issuerOrigin: URL.parse(issuerUrl)?.origin ?? '',
    timeoutMs: duration('timeoutMs', 10_000, longestTimeoutMs),
    approvalTimeoutMs: duration('approvalTimeoutMs', 120_000, longest),
    longestApprovalMs: longest,
    // Looked up at each call: tracing and test tools replace the global one after the client was made.
    fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    dialect,
    writeToken: writeToken(dialect),
    onRequest: options.onRequest,
    onResponse: options.onResponse,
  };

  if (problems.length > 0) {
    throw new BlokSecError(`BlokSecClient cannot start: ${problems.join('; ')}.`, {
      code: 'configuration',
      delivered: 'no',
    });
  }
  return settings;
}
