import type { GateEventListener } from '../events/event-stream.ts';
import type { KnownBrowser } from '../intents/known-browser.ts';
import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';
import type { GateHealth } from './health.ts';

/** The protocol: a request goes in, and passes with an approval or gets an answer. */
export interface Gate {
  /** Rejects only where `describe` throws: nothing has passed then. */
  handle(request: GateRequest): Promise<GateOutcome>;
  /** The browsers that log in to this account without the phone's code, the latest first; at most 50. */
  knownBrowsers(accountName: string): Promise<readonly KnownBrowser[]>;
  /** This browser, or without an id every browser of the account, must type the phone's code again at its next login. */
  forgetKnownBrowsers(accountName: string, id?: string): Promise<void>;
  /** Hears what happens, as it happens: for logs, alarms, figures. Returns what ends it. */
  onEvent(listener: GateEventListener): () => void;
  /** Whether this process can take logins and step-ups, for a readiness probe. Never rejects. */
  health(): Promise<GateHealth>;
  /**
   * Stops: nothing is started any more, and waiting requests are answered at once. Where the challenge store is shared,
   * calls to BlokSec are kept until they are answered, at most `limits.shutdownGraceMs`; then what is pending has failed.
   */
  close(): Promise<void>;
}
