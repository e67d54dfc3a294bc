import { h } from '../../shared/dom.ts';
import { layOutDetails } from '../requests/details.ts';
import type { DetailsPart } from '../requests/details.ts';

/** The text that the user consents to: all of it, in its order, rows side by side and the code large. */
export function detailsView(details: string): HTMLElement {
  const view = h('div', { class: 'details', 'data-testid': 'details' });
  let rows: HTMLElement | undefined;
  for (const part of layOutDetails(details)) {
    if (part.kind === 'text') {
      rows = undefined;
      view.append(h('p', { class: 'details-text', dir: 'auto' }, part.text));
      continue;
    }
    if (rows === undefined) {
      rows = h('dl');
      view.append(rows);
    }
    rows.append(rowView(part));
  }
  return view;
}

function rowView(part: Exclude<DetailsPart, { kind: 'text' }>): HTMLElement {
  const value =
    part.kind === 'code'
      ? h('dd', { class: 'code', 'data-testid': 'code' }, part.value)
      : h('dd', { dir: 'auto' }, part.value);
  return h('div', { class: `row ${part.kind}-row` }, h('dt', { dir: 'auto' }, part.label), value);
}
