import type { Challenge, ChallengeFailure, ChallengeKey, NewChallenge } from './challenge.ts';

/** A move that the gate asks for. A store applies it only where the state allows, in one atomic step. */
export type ChallengeMove =
  | { readonly to: 'accepted'; readonly requestId: string }
  | { readonly to: 'denied' }
  | { readonly to: 'expired' }
  | { readonly to: 'failed'; readonly failure: ChallengeFailure }
  | { readonly to: 'cancelled' }
  /** Pending becomes failed, approved becomes void. */
  | { readonly to: 'void'; readonly failure: ChallengeFailure };

/** What a request must match to use up an approval. */
export interface ApprovalClaim {
  readonly binding: string;
  readonly details: string;
}

/** Where challenges live. Every method is atomic; time is the store's own. */
export interface ChallengeStore {
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
  /** Uses the approval up, once for ever. A claim that does not match makes it void. */
  consume(
    key: ChallengeKey,
    claim: ApprovalClaim,
  ): Promise<{ readonly consumed: boolean; readonly challenge: Challenge | undefined }>;
  /** Resolves once the challenge is past `version`, or `signal` aborts. May resolve too early, never hangs past either. */
  changed(key: ChallengeKey, version: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
