import type { ProblemDocument } from './problems.ts';

/** What an application gets of an approval that was just consumed. */
export interface Approval {
  /** The account that approved. It comes from the challenge, never from the request that goes through. */
  readonly accountName: string;
  /** BlokSec's id of the auth request. */
  readonly requestId: string;
  /** The challenge's hashed id: unique for ever, so fit for a unique key in a ledger. */
  readonly challengeRef: string;
  readonly purpose: 'login' | 'step-up';
  readonly approvedAt: Date;
  /** `push`: a tap on the phone. `push+code`: the code was typed in the browser, too. */
  readonly method: 'push' | 'push+code';
}

/** Header fields of an answer; `set-cookie` may have several values. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A whole answer. An adapter writes it as it is. */
export interface GateAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: string;
  /** The same as data: the body itself, unless the body is a page for a form without script. */
  readonly problem: ProblemDocument;
  /** True where this attempt is over (denied, expired, refused, …), false where it goes on by a repeat. */
  readonly final: boolean;
}

/** The request passes with an approval (send `headers` along with the application's own answer), or gets an answer. */
export type GateOutcome =
  | { readonly pass: Approval; readonly headers: AnswerHeaders }
  | { readonly answer: GateAnswer };
