// The public surface, by name. Importing it registers nothing and needs no DOM; `./define` registers the element.
export { approvedFetch, type ApprovedFetchOptions } from './approved-fetch.ts';
export { BlokSecWaitElement } from './element/bloksec-wait-element.ts';
export {
  ApprovalPendingEvent,
  ApprovalResponseEvent,
  ApprovalSettledEvent,
} from './element/events.ts';
export { ApprovalError, type ApprovalFailure } from './loop/approval-error.ts';
export type { ApprovalState } from './loop/approval-state.ts';
export type { AuthorizationDetail, Problem } from './loop/problem.ts';
export { waitForApproval, type ApprovalWait, type WaitOptions } from './loop/wait-for-approval.ts';
export type { Messages, MessageText } from './view/messages.ts';
