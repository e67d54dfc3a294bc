import type { CallAnswer } from '../../../answers.ts';
import { h } from '../../shared/dom.ts';
import { LogEntry } from './log-entry.ts';

/** As many as the server keeps. */
const kept = 500;

/** Every call of the API, the latest first, each from its start on. */
export class Log {
  readonly #list = h('div', { class: 'log', hidden: true });
  readonly #nothing = h(
    'p',
    { class: 'nothing' },
    'No call yet. The first one appears here by itself.',
  );
  readonly #entries = new Map<string, LogEntry>();

  constructor(place: HTMLElement) {
    place.replaceChildren(this.#nothing, this.#list);
  }

  /** Shows these calls and no others; what is open stays open. */
  showAll(calls: readonly CallAnswer[]): void {
    const ids = new Set(calls.map(({ id }) => id));
    this.#drop([...this.#entries.keys()].filter((id) => !ids.has(id)));
    this.show(calls);
  }

  /** Adds the calls, or brings those that are here already up to date. */
  show(calls: readonly CallAnswer[]): void {
    for (const call of calls.toSorted((a, b) => Number(a.id) - Number(b.id))) {
      const entry = this.#entries.get(call.id);
      if (entry === undefined) {
        const added = new LogEntry(call);
        this.#entries.set(call.id, added);
        this.#list.prepend(added.element);
      } else {
        entry.show(call);
      }
    }
    this.#drop([...this.#entries.keys()].slice(0, -kept));
    this.#list.hidden = this.#entries.size === 0;
    this.#nothing.hidden = this.#entries.size > 0;
  }

  #drop(ids: readonly string[]): void {
    for (const id of ids) {
      this.#entries.get(id)?.element.remove();
      this.#entries.delete(id);
    }
  }
}
