import type { ApprovalError } from '../loop/approval-error.ts';
import type { ApprovalState } from '../loop/approval-state.ts';
import type { ApprovalWait } from '../loop/wait-for-approval.ts';
import { makeCodeField } from './code-field.ts';
import { makeDetails } from './details.ts';
import { make, name, say } from './dom.ts';
import { lookOfEnd, lookOfState, mayTryAgain, type Look } from './look.ts';
import type { Messages } from './messages.ts';
import { adoptStyles } from './styles.ts';
import { makeTimeLeft } from './time-left.ts';

/** The panel of one approval, in the shadow root of its element. */
export interface ApprovalView {
  /** Shows how the wait stands. */
  show(state: ApprovalState, wait: ApprovalWait): void;
  /** Shows an end; resolves once the person has read it: true for "Try again". Rejects where the signal aborts. */
  ask(end: ApprovalError | 'done' | 'notDone', signal: AbortSignal): Promise<boolean>;
  /** Takes it away and gives the focus back. */
  close(): void;
}

/**
 * Opens the panel: in a modal dialog, or in place.
 *
 * @param opener gets the focus back
 */
export const openView = (
  root: ShadowRoot,
  modal: boolean,
  words: Messages,
  opener: Element | null,
): ApprovalView => {
  let opened = false;
  let wait: ApprovalWait | undefined;
  let answer: ((again: boolean) => void) | undefined;

  const title = make('h2', 'title');
  const message = make('p', 'message');
  title.id = 'title';
  message.id = 'message';
  title.ariaLive = message.ariaLive = 'polite';
  const details = make('div', 'all-details');
  const code = makeCodeField(words, (digits) => wait?.sendCode(digits));
  const left = makeTimeLeft(words);
  const note = make('p', 'note', words.note);
  const leave = make('button', 'button leave');
  const again = make('button', 'button again', words.tryAgain);
  leave.onclick = () => (answer ? answer(false) : wait?.cancel());
  again.onclick = () => answer?.(true);

  const panel = make(modal ? 'dialog' : 'section', 'panel');
  panel.tabIndex = -1;
  panel.setAttribute('aria-labelledby', 'title');
  panel.setAttribute('aria-describedby', 'message');
  panel.append(make('div', 'icon'), title, message, details, code.label, ...left.parts, note);
  panel.append(make('div', 'actions', leave, again));
  adoptStyles(root);
  root.replaceChildren(panel);
  if (panel instanceof HTMLDialogElement) openDialog(panel, leave);

  const render = (look: Look, state?: ApprovalState): void => {
    const pending = state?.status === 'pending';
    name(panel, `panel ${look.tone} ${look.name}`);
    say(title, look.text[0]);
    say(message, look.text[1]);
    details.hidden = note.hidden = !pending;
    code.show(state);
    left.run(pending ? state.expiresAt : undefined);
    say(leave, pending ? words.cancel : answer ? words.close : '');
    again.hidden = true;

    // The focus moves in once, and then only where what had it is gone.
    const focused = root.activeElement;
    if (!opened || focused === panel || focused?.closest('[hidden]')) {
      (code.label.hidden ? panel : code.input).focus();
    }
    opened = true;
  };

  return {
    show(state, itsWait) {
      if (wait !== itsWait) details.replaceChildren(...makeDetails(state.details));
      wait = itsWait;
      render(lookOfState(state, words), state);
    },
    ask: (end, signal) =>
      new Promise((resolve, reject) => {
        answer = (retry) => {
          answer = undefined;
          if (retry) render({ name: 'sending', tone: 'wait', text: words.sending });
          resolve(retry);
        };
        render(lookOfEnd(end, words));
        again.hidden = !mayTryAgain(end);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
    close() {
      left.run();
      const hadFocus = root.activeElement;
      root.replaceChildren();
      if (hadFocus && opener instanceof HTMLElement) opener.focus();
    },
  };
};

const openDialog = (dialog: HTMLDialogElement, leave: HTMLElement): void => {
  dialog.oncancel = (event) => {
    event.preventDefault();
    if (!leave.hidden) leave.click();
  };
  // A second Escape closes a dialog whatever its page says. The wait goes on, so it must be seen.
  dialog.onclose = () => {
    if (dialog.isConnected) dialog.showModal();
  };
  dialog.showModal();
};
