/** An account of a user in this application. */
export interface Account {
  /** As BlokSec's answer spells it, where it says so (assumed); otherwise as it was asked for. */
  readonly accountName: string;
}
