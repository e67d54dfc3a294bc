import { ApprovalError } from '../loop/approval-error.ts';
import { prepareRequest } from '../loop/same-request.ts';
import { openView, type ApprovalView } from '../view/approval-view.ts';
import { english, type Messages } from '../view/messages.ts';
import { formRequest, type FormRequest } from './enhanced-form.ts';
import { presentApproval } from './present-approval.ts';
import { settleForm } from './settle-form.ts';

/** Where there is no DOM (a server that renders), importing must do no harm. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/**
 * `<bloksec-wait>`: shows that an approval on the phone is waited for. Empty until then.
 *
 * With `for="form-id"`, or inside a form, it enhances that form: what the form sends goes through once it is approved.
 * Without a form it is a place where `approvedFetch` shows its approvals.
 *
 * @fires bloksec-pending, bloksec-settled, bloksec-response
 */
export class BlokSecWaitElement extends Base {
  /** The words. Replace them, or some (`{ ...BlokSecWaitElement.messages, cancel: 'Stop' }`), before the first wait. */
  static messages: Messages = english;

  /** Registers the element, unless the tag is taken. Default: `bloksec-wait` in the document's registry. */
  static define(tag = 'bloksec-wait', registry: CustomElementRegistry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  /** @internal A dialog of its own, made by `approvedFetch`. */
  modal = false;

  readonly #root: ShadowRoot = this.attachShadow({ mode: 'open' });
  #view: ApprovalView | undefined;
  #gone: AbortController | undefined;
  #tree: Node | undefined;
  /** The form that it sends, and what had the focus when it was submitted. */
  #sending: { form: HTMLFormElement; opener: Element | null } | undefined;

  /** The id of the form to enhance; the attribute `for`. */
  get for(): string {
    return this.getAttribute('for') ?? '';
  }

  set for(id: string) {
    this.setAttribute('for', id);
  }

  /** The form that it enhances, if any. */
  get form(): HTMLFormElement | null {
    if (!this.for) return this.closest('form');
    const form = (this.getRootNode() as Document).getElementById(this.for);
    return form instanceof HTMLFormElement ? form : null;
  }

  /** Whether it is taken by a request. */
  get busy(): boolean {
    return this.#gone !== undefined;
  }

  connectedCallback(): void {
    // Not at the form: it may come later than this element.
    this.#tree = this.getRootNode();
    this.#tree.addEventListener('submit', this.#onSubmit);
  }

  disconnectedCallback(): void {
    this.#tree?.removeEventListener('submit', this.#onSubmit);
    // An element that is only moved is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) this.#gone?.abort();
    });
  }

  /** @internal */
  open(gone: AbortController): ApprovalView {
    this.#gone = gone;
    const { messages } = this.constructor as typeof BlokSecWaitElement;
    return (this.#view = openView(
      this.#root,
      this.modal,
      messages,
      this.#sending?.opener ?? document.activeElement,
    ));
  }

  /** @internal */
  shut(): void {
    // Before the focus goes back: many a page hides its busy form.
    if (this.#sending) this.#sending.form.ariaBusy = null;
    this.#view?.close();
    this.#view = this.#gone = undefined;
    if (this.modal) this.remove();
  }

  readonly #onSubmit = (event: Event): void => {
    const { form } = this;
    if (!form || event.target !== form || event.defaultPrevented) return;
    const request = formRequest(form, (event as SubmitEvent).submitter);
    if (!request) return;
    event.preventDefault();
    // Once more, or while approvedFetch has the element: the wait that is there goes on.
    if (!this.busy) void this.#send(form, request);
  };

  async #send(form: HTMLFormElement, [url, init]: FormRequest): Promise<void> {
    const gone = (this.#gone = new AbortController());
    this.#sending = { form, opener: document.activeElement };
    form.ariaBusy = 'true';
    try {
      const request = await prepareRequest(url, init, gone.signal);
      await presentApproval(
        request,
        gone,
        () => this,
        (response, open) => settleForm(this, form, response, open, gone.signal),
      );
    } catch (error) {
      // The person has seen it, and the page has had its event; only what nobody expects goes to the console.
      if (!(error instanceof ApprovalError || gone.signal.aborted)) reportError(error);
    } finally {
      this.#gone = this.#sending = undefined;
      form.ariaBusy = null;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bloksec-wait': BlokSecWaitElement;
  }
}
