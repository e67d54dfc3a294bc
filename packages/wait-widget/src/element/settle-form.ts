import type { ApprovalView } from '../view/approval-view.ts';
import { replaceForm } from './answer-page.ts';
import { ApprovalResponseEvent } from './events.ts';

/** Does with the handler's answer to an enhanced form what the browser would have done, as far as a script can. */
export const settleForm = async (
  host: EventTarget,
  form: HTMLFormElement,
  response: Response,
  open: () => ApprovalView,
  signal: AbortSignal,
): Promise<unknown> => {
  if (response.redirected) {
    location.assign(response.url);
    // "Approved" stays until the next page is there; not for ever, since the answer may be a download.
    return new Promise((resolve) => {
      addEventListener('pagehide', resolve, { once: true });
      setTimeout(resolve, 10_000);
    });
  }
  if (!host.dispatchEvent(new ApprovalResponseEvent(response, form))) return undefined;
  if (response.headers.get('Content-Type')?.startsWith('text/html')) {
    return replaceForm(form, await response.text());
  }
  return open().ask(response.ok ? 'done' : 'notDone', signal);
};
