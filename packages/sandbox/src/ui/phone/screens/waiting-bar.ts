import { h } from '../../shared/dom.ts';
import type { Arrival } from '../requests/pending.ts';

/** The other requests that wait; the user alone decides to look at one of them first. */
export function waitingBar(others: readonly Arrival[], show: (id: string) => void): HTMLElement[] {
  return others.map((other) => {
    const name = other.account.application.name;
    const text = other.genuine
      ? `${name}: ${other.request.prompt ?? other.request.summary}`
      : `${name}: not genuine`;
    const button = h('button', { type: 'button', class: 'quiet' }, 'Show');
    button.addEventListener('click', () => show(other.id));
    return h('p', {}, h('span', { dir: 'auto' }, `Also waiting: ${text}`), button);
  });
}
