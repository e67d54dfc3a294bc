/** Whom to invite, and for which account. */
export interface RegisterRequest {
  /** The person who gets the mail. */
  readonly user: {
    /** Where the invitation goes. Trusted, verified addresses only: who reads it can link a phone to the account. */
    readonly email: string;
    /** 1 to 100 characters (assumed). Default: none. */
    readonly firstName?: string | undefined;
    /** 1 to 100 characters (assumed). Default: none. */
    readonly lastName?: string | undefined;
    /** In E.164 form: `+14165550123`. Default: none. */
    readonly mobileNumber?: string | undefined;
  };
  /** The account that the phone is linked with. */
  readonly account: {
    /** The name of the account in this application: often the e-mail address. 1 to 256 characters (assumed). */
    readonly name: string;
  };
}

/** Where a registration stands: `pending` until the user has accepted or rejected it, or its time is over (assumed). */
export type RegistrationStatus = 'pending' | 'accepted' | 'rejected' | 'expired';

/** An invitation to link an account with a phone. */
export interface Registration {
  /** BlokSec's id, to ask for it again. That it is under `registrationId`, `id` or `_id` is assumed. */
  readonly registrationId: string;
  /** Where it stands. */
  readonly status: RegistrationStatus;
  /** The name of the account, where BlokSec says so (assumed). */
  readonly accountName?: string;
  /** When the user was invited, where BlokSec says so (assumed). */
  readonly createdAt?: Date;
  /** Until when the link of the mail works, where BlokSec says so (assumed). */
  readonly expiresAt?: Date;
}

/** Options of one call that is no approval. */
export interface CallOptions {
  /** Ends the call: its socket, its timers, and its repetitions. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of `waitForRegistration`. */
export interface WaitOptions extends CallOptions {
  /** Time between two looks, in milliseconds. Default 2,000, at most 2,147,483,647. */
  readonly intervalMs?: number | undefined;
}
