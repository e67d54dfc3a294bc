import { BlokSecWaitElement } from './element/bloksec-wait-element.ts';
import { presentApproval } from './element/present-approval.ts';
import { prepareRequest } from './loop/same-request.ts';

/** Options of {@link approvedFetch}. */
export interface ApprovedFetchOptions {
  /**
   * The `<bloksec-wait>` to show the approval in. Default: the first one on the page that has no form and is not busy; where
   * there is none, a modal dialog that comes and goes by itself.
   */
  readonly element?: BlokSecWaitElement | undefined;
}

const vacantElement = (): BlokSecWaitElement => {
  BlokSecWaitElement.define(customElements.getName(BlokSecWaitElement) ?? undefined);
  const tag = (customElements.getName(BlokSecWaitElement) ?? 'bloksec-wait') as 'bloksec-wait';
  for (const element of document.querySelectorAll(tag)) {
    if (!element.for && !element.form && !element.busy) return element;
  }
  const own = document.createElement(tag);
  own.modal = true;
  document.body.append(own);
  return own;
};

/**
 * `fetch` for a request that may need an approval on the phone: shows the approval where one is needed, sends the same
 * request again until it goes through, and resolves with the handler's own Response, untouched.
 *
 * Registers `<bloksec-wait>` when it has something to show, unless that is done already.
 *
 * @param input same-origin; as for `fetch`
 * @param init as for `fetch`; its `signal` ends the waiting
 * @throws ApprovalError where it does not go through; once the person has seen why and has closed it (or at once, by the
 *   signal's own reason, where that aborts). "Try again" goes on with the same promise.
 * @throws TypeError for another origin, and where `fetch` throws one for the first sending
 */
export const approvedFetch = async (
  input: RequestInfo | URL,
  init?: RequestInit,
  { element }: ApprovedFetchOptions = {},
): Promise<Response> => {
  const gone = new AbortController();
  const request = await prepareRequest(input, init, gone.signal);
  return presentApproval(request, gone, () => element ?? vacantElement());
};
