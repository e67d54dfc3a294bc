/** Where a challenge stands. Only these moves exist: pending to approved, denied, expired, failed or cancelled; approved to consumed, expired or void. */
export type ChallengeState =
  | 'pending'
  | 'approved'
  | 'denied'
  | 'expired'
  | 'failed'
  | 'cancelled'
  | 'consumed'
  | 'void';

/** Why a challenge failed or became void. */
export type ChallengeFailure =
  /** BlokSec gave no answer that counts. */
  | 'provider'
  /** BlokSec has failed so often that it is not asked for a while: this ends whatever waits for it. */
  | 'outage'
  /** Who asked BlokSec has not renewed its lease, so no answer can come. */
  | 'lease'
  /** The instance that asked is being stopped. */
  | 'shutdown'
  | 'code-tries'
  | 'binding'
  | 'details'
  | 'cancelled';

/** Finds a challenge. Whoever does not know its owner does not find it: foreign and unknown are the same. */
export interface ChallengeKey {
  /** HMAC of the browser's cookie (login), or of session and user (step-up). All keys of one owner can share a cluster slot. */
  readonly owner: string;
  /** SHA-256 of the id. */
  readonly ref: string;
}

/** A challenge as it is created. Nothing in it is readable: digests, HMACs and one sealed value. */
export interface NewChallenge extends ChallengeKey {
  readonly purpose: 'login' | 'step-up';
  /** The key under which the HMACs below were made. */
  readonly keyId: string;
  /** HMAC of owner, purpose and binding: one live challenge each. */
  readonly joinKey: string;
  /** HMAC of the account name. */
  readonly account: string;
  /** Digest of everything about the request that the approval is for. */
  readonly binding: string;
  /** Digest of what the phone shows. */
  readonly details: string;
  /** Id and account name, sealed. */
  readonly sealed: string;
  /** Whether a refusal ends it at once. Otherwise it stays pending until the time limit, like one that nobody answers. */
  readonly revealed: boolean;
  /** HMAC of the code, where one must be typed. */
  readonly codeHash: string | undefined;
  /** Names the instance that asks BlokSec. Only its answers count, and it must renew the lease. */
  readonly holder: string;
  /** A pending challenge whose lease was not renewed for so many milliseconds has failed. */
  readonly leaseMs: number;
  /** How long it may stay pending, in milliseconds. */
  readonly pendingMs: number;
  /** How long its approval may stay unused, in milliseconds. */
  readonly approvedMs: number;
}

/** A challenge as a store holds it. */
export interface Challenge extends NewChallenge {
  readonly state: ChallengeState;
  /** The phone has accepted. Together with the code, where one is wanted, that makes `approved`. */
  readonly accepted: boolean;
  /** The answer was no, or none can come, and the browser is not to know yet: it stays pending and is never approved. */
  readonly refused: boolean;
  readonly codeOk: boolean;
  readonly codeFailures: number;
  readonly requestId: string | undefined;
  readonly failure: ChallengeFailure | undefined;
  /** Milliseconds since the epoch, by the store's clock. */
  readonly approvedAt: number | undefined;
  /** When the present state ends by itself, by the store's clock. */
  readonly until: number;
  /** Milliseconds until then at the time of reading; 0 where it is over. */
  readonly remainingMs: number;
  /** When the lease lapses unless it is renewed, by the store's clock. Without meaning once it is not pending. */
  readonly leaseUntil: number;
  /** Milliseconds until then at the time of reading; 0 where it is over. */
  readonly leaseRemainingMs: number;
  /** Grows with each move. */
  readonly version: number;
}
