import type { OpenedRequest } from '../../../phone/open-request.ts';
import type { Decision } from '../../../protocol.ts';
import { h } from '../../shared/dom.ts';
import { icon } from '../../shared/icons.ts';
import { timeElement } from '../../shared/time.ts';
import { actions } from './actions.ts';
import { countdown } from './countdown.ts';
import { detailsView } from './details-view.ts';
import type { Screen } from './screen.ts';

const kinds = {
  login: {
    icon: 'person',
    label: 'Log in',
    advice: 'Approve only if you are logging in yourself, right now.',
  },
  'step-up': {
    icon: 'receipt',
    label: 'Confirm',
    advice: 'Approve only if all of this is what you want to happen.',
  },
} as const;

/** One request: only what its verified signature covers, and the two answers. */
export function requestScreen(
  request: OpenedRequest,
  answer: (decision: Decision) => Promise<void>,
): Screen {
  const purpose = request.prompt === undefined ? 'login' : 'step-up';
  const kind = kinds[purpose];
  const timer = countdown(request.askedAt, request.expiresAt);
  const details = detailsView(request.details);
  const hasCode = details.querySelector('[data-testid=code]') !== null;
  const element = h(
    'section',
    { class: `request ${purpose}`, 'aria-label': 'Approval request' },
    h(
      'header',
      { class: 'request-head' },
      h('p', { class: 'kind' }, icon(kind.icon), kind.label),
      timer.element,
    ),
    h(
      'div',
      { class: 'request-body' },
      h(
        'div',
        { class: 'who' },
        h('p', { class: 'application', dir: 'auto' }, request.application),
        h('p', { class: 'soft', dir: 'auto' }, request.accountName),
      ),
      ...headline(request),
      details,
      h('p', { class: 'asked soft' }, 'Asked at ', timeElement(request.askedAt)),
      h(
        'p',
        { class: 'advice soft' },
        hasCode ? 'Type the code in the browser that asks for it, then approve here. ' : '',
        kind.advice,
      ),
    ),
    actions(
      { label: 'Deny', run: () => answer('deny') },
      { label: 'Approve', run: () => answer('approve') },
    ),
  );
  return { element, leave: timer.stop };
}

function headline({ prompt, summary }: OpenedRequest): HTMLElement[] {
  const attributes = { dir: 'auto', tabindex: '-1' };
  return prompt === undefined
    ? [h('h1', { ...attributes, 'data-testid': 'summary' }, summary)]
    : [
        h('h1', attributes, prompt),
        h('p', { class: 'summary', dir: 'auto', 'data-testid': 'summary' }, summary),
      ];
}
