import type { BlokSecErrorCode } from '@bloksec/client';
import type { ProblemName } from '../gate/problems.ts';
import type { Challenge } from '../stores/challenge.ts';
import type { UserNotice } from './user-notice.ts';

/** Whom and what an event is about. Ids and account names only as HMAC or hash: fit for any log. */
export interface EventSubject {
  readonly purpose: 'login' | 'step-up';
  /** The challenge's hashed id: the same as in the `Approval`. */
  readonly challenge: string;
  /** HMAC of the account name: the same for each event of one account, until the secret changes. */
  readonly account: string;
}

export const subjectOf = ({ purpose, ref, account }: Challenge): EventSubject => ({
  purpose,
  challenge: ref,
  account,
});

/** Why a challenge could not be started. */
export type StartRefusalReason = 'address' | 'budget' | 'pending' | 'calls' | 'outage' | 'closing';

/** Why the phone does not hear of a challenge, while its browser sees one like any other. */
export type WithheldReason = 'budget' | 'pending' | 'cool-down' | 'code-failures';

/**
 * Why a call to BlokSec failed: the client's code; `unexpected` where it threw something else; `not-recorded` where BlokSec
 * answered, but the store did not take the answer.
 */
export type CallError = BlokSecErrorCode | 'unexpected' | 'not-recorded';

/** What happens in a gate, in the order in which it happens. */
export type GateEvent =
  /** A challenge was recorded; the phone has heard nothing yet. */
  | (EventSubject & {
      readonly type: 'challenge-started';
      readonly known: boolean;
      readonly codeWanted: boolean;
    })
  /** A challenge was not started. Not for an account, where that is not yet looked at. */
  | {
      readonly type: 'start-refused';
      readonly purpose: 'login' | 'step-up';
      readonly account: string;
      readonly reason: StartRefusalReason;
      readonly retryAfterSeconds: number;
    }
  /** BlokSec is asked now. */
  | (EventSubject & { readonly type: 'push-sent' })
  /** BlokSec is not asked: too many requests went to this phone. */
  | (EventSubject & {
      readonly type: 'push-withheld';
      readonly reason: WithheldReason;
      readonly retryAfterSeconds: number;
    })
  /** The call to BlokSec has ended. `given-up`: nobody waits for the answer any more. */
  | (EventSubject & {
      readonly type: 'push-ended';
      readonly outcome: 'accepted' | 'denied' | 'expired' | 'failed' | 'given-up';
      readonly waitedMs: number;
      /** Why it failed, where it did. */
      readonly error?: CallError;
      /** What the client says of that, for people: never a secret, an account name or what BlokSec sent. */
      readonly message?: string;
    })
  | (EventSubject & { readonly type: 'code-accepted' })
  /** A code that was wrong, or with `locked` one that was not looked at. */
  | (EventSubject & {
      readonly type: 'code-refused';
      readonly attemptsLeft: number;
      readonly locked: boolean;
    })
  /** So many wrong codes in a row for this account that for a while none is looked at. */
  | (EventSubject & { readonly type: 'codes-locked'; readonly seconds: number })
  /** An approval was used up: the request goes through. */
  | (EventSubject & { readonly type: 'approval-used'; readonly method: 'push' | 'push+code' })
  /**
   * A request presented a challenge that does not let it through, and never will. A login that differs from the one that
   * was started is a `binding-mismatch` here, while its browser is told no more than `login-failed`.
   */
  | {
      readonly type: 'approval-refused';
      readonly purpose: 'login' | 'step-up';
      readonly challenge: string;
      readonly account: string;
      readonly problem: ProblemName;
    }
  | (EventSubject & { readonly type: 'challenge-cancelled' })
  /** A request was refused before anything was looked up. */
  | {
      readonly type: 'request-refused';
      readonly purpose: 'login' | 'step-up';
      readonly problem: ProblemName;
    }
  /** One browser repeats its request too often. */
  | (EventSubject & { readonly type: 'polls-limited'; readonly retryAfterSeconds: number })
  | (EventSubject & { readonly type: 'wait-started' })
  | (EventSubject & { readonly type: 'wait-ended'; readonly waitedMs: number })
  /** BlokSec has failed several times in a row, and is not asked for a while. */
  | { readonly type: 'breaker-opened'; readonly seconds: number }
  | { readonly type: 'breaker-closed' }
  /** A store could not be reached; nothing was approved by it. `reason`: the error's class and code, never its message. */
  | { readonly type: 'store-failed'; readonly store: string; readonly reason: string }
  /** `notifyUser` threw or rejected, so a user was not told of `notice`. `reason` as above. */
  | {
      readonly type: 'notification-failed';
      readonly notice: UserNotice['reason'];
      readonly reason: string;
    };

/** The event of one type. */
export type EventOf<Type extends GateEvent['type']> = Extract<GateEvent, { readonly type: Type }>;
