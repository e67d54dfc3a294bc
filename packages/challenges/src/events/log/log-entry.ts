import type { GateLogger } from '../../gate/gate-options.ts';

/** What one line tells an operator. Ids and account names in it are hashes and HMACs. */
export interface LogEntry {
  readonly level: keyof GateLogger;
  /** A name of the OWASP Logging Vocabulary with its arguments, such as `authn_login_fail:<account>`. */
  readonly event: string;
  /** The same for people. */
  readonly description: string;
  readonly purpose?: 'login' | 'step-up';
  /** The challenge's hashed id. */
  readonly challenge?: string;
  /** Seconds that a call to BlokSec took. */
  readonly waited_seconds?: number;
  readonly retry_after_seconds?: number;
}

/** Which component speaks. Which application it is part of, the application's own log says. */
const APP_ID = 'bloksec.challenges';

/** One line of JSON in the layout of the OWASP Logging Vocabulary. By the wall clock, as the lines around it. */
export const logLine = ({ level, event, description, ...details }: LogEntry): string =>
  JSON.stringify({
    datetime: new Date().toISOString(),
    appid: APP_ID,
    event,
    level: level.toUpperCase(),
    description,
    ...details,
  });

/** A name and its arguments, as the vocabulary joins them. */
export const named = (name: string, ...details: readonly (string | number)[]): string =>
  details.length === 0 ? name : `${name}:${details.join(',')}`;
