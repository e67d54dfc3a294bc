import type { CallAnswer } from '../../../answers.ts';
import { copyButton } from '../../shared/copy-button.ts';
import { h } from '../../shared/dom.ts';
import { apiUrl } from '../addresses.ts';
import { curl } from './curl.ts';

/** What was said: the call, its answer, and what the phone signed for it. */
export function exchangeView(call: CallAnswer): HTMLElement {
  return h(
    'div',
    { class: 'exchange' },
    part('Headers', headerLines(call)),
    call.body === null ? undefined : part('Body', pretty(call.body)),
    part('Answer', answerText(call)),
    call.decision === null
      ? undefined
      : part('What the phone signed, verified', pretty(call.decision)),
    h(
      'div',
      {},
      copyButton('Copy as curl', () => curl(apiUrl, call)),
    ),
  );
}

function part(title: string, text: string): HTMLElement {
  return h('div', {}, h('h3', {}, title), h('pre', { tabindex: '0', 'aria-label': title }, text));
}

function headerLines({ headers }: CallAnswer): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function answerText({ outcome, answer }: CallAnswer): string {
  if (outcome === 'waiting') {
    return 'Not yet: the call waits for the phone.';
  }
  return outcome === 'answered' ? pretty(answer) : 'None: the connection ended before.';
}

function pretty(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}
