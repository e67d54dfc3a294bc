import { h } from '../../shared/dom.ts';

/** A list that is built anew only when what it shows has changed, so that focus and selection stay meanwhile. */
export class LiveList<Item> {
  readonly element: HTMLElement = h('div', { class: 'live-list' });
  readonly #nothing: string;
  readonly #view: (item: Item) => HTMLElement;
  #shown: string | undefined;

  constructor(nothing: string, view: (item: Item) => HTMLElement) {
    this.#nothing = nothing;
    this.#view = view;
  }

  show(items: readonly Item[]): void {
    const json = JSON.stringify(items);
    if (json === this.#shown) {
      return;
    }
    this.#shown = json;
    this.element.replaceChildren(
      items.length === 0
        ? h('p', { class: 'nothing' }, this.#nothing)
        : h('ul', { class: 'items' }, ...items.map(this.#view)),
    );
  }
}
