import { h } from '../../shared/dom.ts';
import { icon } from '../../shared/icons.ts';
import type { IconName } from '../../shared/icons.ts';
import type { Screen } from './screen.ts';

interface Message {
  readonly icon: IconName;
  readonly headline: string;
  readonly text: ReadonlyArray<Node | string>;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** One thing to say and at most one thing to do. */
export function messageScreen({ icon: name, headline, text, action }: Message): Screen {
  const element = h(
    'section',
    { class: 'message' },
    h('div', { class: `emblem ${name}` }, icon(name)),
    h('h1', { tabindex: '-1' }, headline),
    h('p', { class: 'soft' }, ...text),
  );
  if (action !== undefined) {
    const button = h('button', { type: 'button' }, action.label);
    button.addEventListener('click', action.run);
    element.append(button);
  }
  return { element };
}
