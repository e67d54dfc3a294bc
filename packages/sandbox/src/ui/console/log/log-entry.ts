import type { CallAnswer } from '../../../answers.ts';
import { h } from '../../shared/dom.ts';
import { timeElement } from '../../shared/time.ts';
import { exchangeView } from './exchange-view.ts';
import { outcomeTags } from './outcome.ts';

/** One call: a line that says how it went, and behind it what was said. */
export class LogEntry {
  readonly element: HTMLDetailsElement;
  readonly #summary = h('summary');
  #call: CallAnswer;

  constructor(call: CallAnswer) {
    this.#call = call;
    this.element = h('details', {}, this.#summary);
    // What was said is built when somebody looks, since there may be hundreds.
    this.element.addEventListener('toggle', () => this.#showExchange());
    this.show(call);
  }

  show(call: CallAnswer): void {
    this.#call = call;
    this.#summary.replaceChildren(
      h('span', { class: 'when' }, timeElement(new Date(call.startedAt))),
      h('span', { class: 'call' }, h('span', { class: 'method' }, call.method), ` ${call.path}`),
      h(
        'span',
        { class: 'outcome' },
        ...outcomeTags(call),
        h('span', { class: 'took' }, took(call)),
      ),
    );
    this.#showExchange();
  }

  #showExchange(): void {
    this.element.querySelector('.exchange')?.remove();
    if (this.element.open) {
      this.element.append(exchangeView(this.#call));
    }
  }
}

function took({ durationMs }: CallAnswer): string {
  if (durationMs === null) {
    return '';
  }
  return durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(1)} s`;
}
