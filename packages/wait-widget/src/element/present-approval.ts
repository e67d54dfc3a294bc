import { ApprovalError } from '../loop/approval-error.ts';
import { readProblem } from '../loop/problem.ts';
import type { SameRequest } from '../loop/same-request.ts';
import { follow } from '../loop/wait-for-approval.ts';
import type { ApprovalView } from '../view/approval-view.ts';
import { ApprovalPendingEvent, ApprovalSettledEvent } from './events.ts';

/** The element that shows it. */
export interface Host extends EventTarget {
  /** Opens the panel. `gone` is aborted where the element leaves the page. */
  open(gone: AbortController): ApprovalView;
  /** Takes the panel away. */
  shut(): void;
}

/**
 * Sends a request until it goes through, and shows it to the person meanwhile. Settles once they have seen the end.
 *
 * @param place asked for an element only once there is something to show
 * @param onResponse for a form: deals with the answer while the panel is still there. Then also a refusal before any
 *   challenge, and a lost connection, are shown; a caller of `approvedFetch` gets those as from `fetch`.
 */
export const presentApproval = async (
  request: SameRequest,
  gone: AbortController,
  place: () => Host,
  onResponse?: (response: Response, open: () => ApprovalView) => Promise<unknown>,
): Promise<Response> => {
  const { signal } = request;
  let host: Host | undefined;
  let view: ApprovalView | undefined;
  const open = (): ApprovalView => (view ??= (host = place()).open(gone));

  const attempt = async (): Promise<Response | ApprovalError> => {
    let started = false;
    const wait = follow(request, (state) => {
      open().show(state, wait);
      if (!started) host?.dispatchEvent(new ApprovalPendingEvent(state));
      started = true;
    });
    try {
      const response = await wait.response;
      const refusal = onResponse && (await readProblem(response));
      return refusal ? new ApprovalError(refusal) : response;
    } catch (error) {
      if (error instanceof ApprovalError) return error;
      if (!onResponse || signal.aborted) throw error;
      return new ApprovalError();
    }
  };

  try {
    for (;;) {
      const end = await attempt();
      if (end instanceof Response) {
        host?.dispatchEvent(new ApprovalSettledEvent());
        await onResponse?.(end, open);
        return end;
      }
      open();
      host?.dispatchEvent(new ApprovalSettledEvent(end));
      if (!(await open().ask(end, signal))) throw end;
    }
  } finally {
    host?.shut();
  }
};
