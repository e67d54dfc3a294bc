import { h } from '../../shared/dom.ts';

export type Tone = 'ok' | 'bad' | 'open' | 'plain';

/** A word or number that says how something stands. */
export function tag(text: string, tone: Tone): HTMLElement {
  return h('span', { class: `tag ${tone}` }, text);
}
