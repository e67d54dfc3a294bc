/** A phone: its user accepts invitations and answers requests. */
export interface Phone {
  /**
   * Accepts an invitation by the link of its mail, with a new key for this account.
   * @throws where the invitation has ended, or the account has another phone.
   */
  accept(link: string): Promise<void>;
  /**
   * The next request that this phone has not been asked yet; waits until there is one.
   * @throws where the signal aborts, or the sandbox is closed meanwhile.
   */
  nextRequest(options?: { readonly signal?: AbortSignal | undefined }): Promise<PhoneRequest>;
}

/** A request as the phone shows it: all of it was verified by the API's signature. */
export interface PhoneRequest {
  readonly application: string;
  readonly accountName: string;
  /** The title, where the caller sent a `verification_prompt`. */
  readonly prompt?: string;
  readonly summary: string;
  readonly details: string;
  /** What stands in the one line `Code: 123456` of the details. */
  readonly code: string | undefined;
  /** @throws where the request is over. */
  approve(): Promise<void>;
  /** @throws where the request is over. */
  deny(): Promise<void>;
}
