import type { DisplayPair } from '../gate/description.ts';

/** What a page for a form without script has to say. All of it is text, to be escaped. */
export interface PlainPage {
  /** `code`: asks for the phone's code. `wait`: offers to go on waiting. `message`: this attempt is over. */
  readonly kind: 'code' | 'wait' | 'message';
  readonly title: string;
  readonly message: string;
  /** What is being approved; empty for a login. */
  readonly display: readonly DisplayPair[];
  /** Hidden fields of the page's form: the original ones and the challenge. It posts to the same address. Empty for a message. */
  readonly fields: readonly DisplayPair[];
}
