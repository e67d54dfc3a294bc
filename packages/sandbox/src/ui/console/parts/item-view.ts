import { h } from '../../shared/dom.ts';

/** One line of a list: what it is, what there is to know about it, and what can be done with it. */
export function itemView(
  title: string,
  lines: ReadonlyArray<ReadonlyArray<Node | string>>,
  ...right: HTMLElement[]
): HTMLElement {
  return h(
    'li',
    { class: 'item' },
    h(
      'div',
      { class: 'item-text' },
      h('strong', { dir: 'auto' }, title),
      ...lines.map((line) => h('span', { class: 'soft' }, ...line)),
    ),
    h('div', { class: 'item-right' }, ...right),
  );
}
