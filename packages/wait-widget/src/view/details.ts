import type { AuthorizationDetail } from '../loop/problem.ts';
import { make } from './dom.ts';

/** What is being approved, as the phone shows it. */
export const makeDetails = (details: readonly AuthorizationDetail[]): HTMLElement[] =>
  details.map(({ title, display = [] }) => {
    const rows = display.map(([label, text]) => {
      const value = make('dd', 'value', text);
      value.dir = 'auto'; // A name in another script must not turn the row around.
      return make('div', 'row', make('dt', 'label', label), value);
    });
    const heading = make('p', 'what', title ?? '');
    heading.hidden = !title;
    return make('div', 'details', heading, make('dl', 'rows', ...rows));
  });
