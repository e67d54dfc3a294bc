import type { ApplicationSecretAnswer } from '../../answers.ts';
import { copyButton } from '../shared/copy-button.ts';
import { h } from '../shared/dom.ts';
import { apiUrl } from './addresses.ts';
import { environment } from './parts/environment.ts';
import { snippet } from './parts/snippet.ts';

/** A secret, for the only time that it is shown; closing forgets it. */
export function secretView(name: string, { id, secret }: ApplicationSecretAnswer): HTMLElement {
  const close = h('button', { type: 'button', class: 'quiet' }, 'I have kept it');
  const view = h(
    'div',
    { class: 'secret' },
    h('h3', { tabindex: '-1' }, 'The secret of ', h('bdi', {}, name)),
    h('p', { class: 'soft' }, 'It is shown only now. The sandbox keeps no more than its hash.'),
    h(
      'div',
      { class: 'secret-line' },
      h('code', { 'data-testid': 'secret' }, secret),
      copyButton('Copy secret', () => secret),
    ),
    snippet('All three variables', environment(apiUrl, id, secret)),
    close,
  );
  close.addEventListener('click', () => view.remove());
  return view;
}
