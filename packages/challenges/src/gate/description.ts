/** A label and a value, both text, in the order in which the phone shows them. */
export type DisplayPair = readonly [label: string, value: string];

/** What a person is asked to approve. Bound: if it differs on the repeat, the approval is not used. */
export interface Description {
  /** The headline, for example `Transfer 25.00 EUR to ACME GmbH`. At most 120 characters are shown. */
  readonly title: string;
  /** For a payment: at least amount, currency and payee. Labels `Code` and `From` are the gate's own. */
  readonly display: readonly DisplayPair[];
  /** A version of the thing acted on (an ETag, a row version): a change between approval and use is a 409. */
  readonly version?: string | undefined;
}
