import type { GateOutcome } from './gate-outcome.ts';
import type { GateRequest } from './gate-request.ts';

/** The protocol: a request goes in, and passes with an approval or gets an answer. */
export interface Gate {
  /** Rejects only where a store fails or `describe` throws: nothing has passed then. */
  handle(request: GateRequest): Promise<GateOutcome>;
  /** Every browser known for the account must type the phone's code again at its next login. */
  forgetKnownBrowsers(accountName: string): Promise<void>;
  /** Stops: no new starts, waiting requests are answered, outstanding calls to BlokSec end as failed. */
  close(): Promise<void>;
}
