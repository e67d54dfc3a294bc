import type { ApprovalError, ApprovalFailure } from '../loop/approval-error.ts';
import type { ApprovalState } from '../loop/approval-state.ts';

const everywhere = { bubbles: true, composed: true };

/** `bloksec-pending`: a request has to wait for an approval, and the element shows it. Bubbles. */
export class ApprovalPendingEvent extends Event {
  /** How it stands at the start. */
  readonly state: ApprovalState;

  constructor(state: ApprovalState) {
    super('bloksec-pending', everywhere);
    this.state = state;
  }
}

/** `bloksec-settled`: one wait is over, before the person has seen how. Bubbles. */
export class ApprovalSettledEvent extends Event {
  readonly outcome: 'approved' | ApprovalFailure;
  /** There unless the outcome is `approved`. */
  readonly error: ApprovalError | undefined;

  constructor(error?: ApprovalError) {
    super('bloksec-settled', everywhere);
    this.outcome = error?.reason ?? 'approved';
    this.error = error;
  }
}

/**
 * `bloksec-response`: the handler's answer to an enhanced form, where it is no redirect. Bubbles. Cancel it
 * (`preventDefault()`) to deal with the answer yourself.
 */
export class ApprovalResponseEvent extends Event {
  readonly response: Response;
  readonly form: HTMLFormElement;

  constructor(response: Response, form: HTMLFormElement) {
    super('bloksec-response', { ...everywhere, cancelable: true });
    this.response = response;
    this.form = form;
  }
}

declare global {
  interface HTMLElementEventMap {
    'bloksec-pending': ApprovalPendingEvent;
    'bloksec-settled': ApprovalSettledEvent;
    'bloksec-response': ApprovalResponseEvent;
  }
}
