/** Whom to invite, and for which account. */
export interface RegisterRequest {
  readonly user: {
    /** Where the invitation goes. Trusted, verified addresses only: who reads it can link a phone to the account. */
    readonly email: string;
    readonly firstName?: string | undefined;
    readonly lastName?: string | undefined;
    /** In E.164 form: `+14165550123`. */
    readonly mobileNumber?: string | undefined;
  };
  readonly account: {
    /** The name of the account in this application: often the e-mail address. 1 to 256 characters (assumed). */
    readonly name: string;
  };
}

/** Where a registration stands: `pending` until the user has accepted or rejected it, or its time is over (assumed). */
export type RegistrationStatus = 'pending' | 'accepted' | 'rejected' | 'expired';

/** An invitation to link an account with a phone. */
export interface Registration {
  readonly registrationId: string;
  readonly status: RegistrationStatus;
  /** Where BlokSec says so (assumed). */
  readonly accountName?: string;
  /** Where BlokSec says so (assumed). */
  readonly createdAt?: Date;
  /** Where BlokSec says so (assumed). */
  readonly expiresAt?: Date;
}

/** Options of one `register` or `getRegistration`. */
export interface CallOptions {
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}

/** Options of `waitForRegistration`. */
export interface WaitOptions extends CallOptions {
  /** Time between two looks, in milliseconds. Default 2,000. */
  readonly intervalMs?: number | undefined;
}
