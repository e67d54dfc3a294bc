import type { Challenge, ChallengeFailure, ChallengeKey, NewChallenge } from './challenge.ts';

/** A move that the gate asks for. A store applies it only where the state allows, in one atomic step. */
export type ChallengeMove =
  | HolderMove
  | { readonly to: 'cancelled' }
  /** Pending becomes failed, approved becomes void. */
  | { readonly to: 'void'; readonly failure: ChallengeFailure };

/** What only the holder knows: how its call to BlokSec ended. From another holder the store refuses it. */
export type HolderMove = { readonly holder: string } & (
  | { readonly to: 'accepted'; readonly requestId: string }
  | { readonly to: 'denied' }
  | { readonly to: 'expired' }
  | { readonly to: 'failed'; readonly failure: ChallengeFailure }
);

/** What a request must match to use up an approval. */
export interface ApprovalClaim {
  readonly binding: string;
  readonly details: string;
}

/** Where challenges live. Every method is one atomic step; time is the store's own. Each rejects where the store can't be reached. */
export interface ChallengeStore {
  /** Whether other processes see the same challenges. */
  readonly shared: boolean;
  /** Stores the challenge, or returns the live one with the same `joinKey`: starting is idempotent. */
  create(
    challenge: NewChallenge,
  ): Promise<{ readonly created: boolean; readonly challenge: Challenge }>;
  /** Reads; undefined for an unknown one, for another owner's, and for one that ended more than ten minutes ago. */
  read(key: ChallengeKey): Promise<Challenge | undefined>;
  /** Makes the move where it is allowed; `moved` says whether it was. */
  move(
    key: ChallengeKey,
    move: ChallengeMove,
  ): Promise<{ readonly moved: boolean; readonly challenge: Challenge | undefined }>;
  /** Compares a code's HMAC with the stored one and counts a failure; the last allowed failure ends the challenge. */
  tryCode(
    key: ChallengeKey,
    codeHash: string,
    maxTries: number,
  ): Promise<{ readonly matched: boolean; readonly challenge: Challenge | undefined }>;
  /** Extends the lease by its length. False where the challenge is no longer pending, or not this holder's. Wakes nobody. */
  renew(key: ChallengeKey, holder: string): Promise<boolean>;
  /** Uses the approval up, once for ever. A claim that does not match makes it void. Without an approval it only reads. */
  consume(
    key: ChallengeKey,
    claim: ApprovalClaim,
  ): Promise<{ readonly consumed: boolean; readonly challenge: Challenge | undefined }>;
  /**
   * Resolves once the challenge is past `version`, or `signal` aborts. May resolve too early; where a message was lost, too
   * late: so read again when the time limit or the lease ends. Never rejects.
   */
  changed(key: ChallengeKey, version: number, signal: AbortSignal): Promise<void>;
  /** Rejects where the store can't be reached now. */
  ping(): Promise<void>;
  /** Wakes who waits. Connections that were given to the store stay open. */
  close(): Promise<void>;
}
