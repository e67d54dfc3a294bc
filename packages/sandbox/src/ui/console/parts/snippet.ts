import { copyButton } from '../../shared/copy-button.ts';
import { h } from '../../shared/dom.ts';

/** A text to copy into a shell or a file, with its title and the button that copies it. */
export function snippet(title: string, text: string): HTMLElement {
  return h(
    'div',
    { class: 'snippet' },
    h(
      'div',
      { class: 'snippet-head' },
      h('span', {}, title),
      copyButton('Copy', () => text),
    ),
    h('pre', { tabindex: '0', 'aria-label': title }, text),
  );
}
