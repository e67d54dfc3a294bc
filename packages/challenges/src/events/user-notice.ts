/** Something that a user should hear of, and might not have done. */
export interface UserNotice {
  /**
   * `approved-in-new-browser`: a login in a browser that was not known.
   * `repeated-refusals`: at least two requests within an hour were denied or not answered.
   * `wrong-codes`: so many wrong codes were typed that none is looked at for a while.
   */
  readonly reason: 'approved-in-new-browser' | 'repeated-refusals' | 'wrong-codes';
  readonly accountName: string;
  /** The browser that asked, in a few words, for example `Firefox on Linux`. */
  readonly browser: string;
  /** The address that it asked from, as far as the framework can tell. */
  readonly address: string | undefined;
  readonly at: Date;
}
