import type { InvitationAnswer } from '../../../answers.ts';
import { h } from '../../shared/dom.ts';
import { icon } from '../../shared/icons.ts';
import { timeElement } from '../../shared/time.ts';
import { actions } from './actions.ts';
import type { Screen } from './screen.ts';

/** Who invites this phone to stand for which account. */
export function invitationScreen(
  invitation: InvitationAnswer,
  accept: () => Promise<void>,
  decline: () => Promise<void>,
): Screen {
  const row = (label: string, ...value: Array<Node | string>): HTMLElement =>
    h('div', { class: 'row' }, h('dt', {}, label), h('dd', { dir: 'auto' }, ...value));
  const element = h(
    'section',
    { class: 'request invitation', 'aria-label': 'Invitation' },
    h('header', { class: 'request-head' }, h('p', { class: 'kind' }, icon('invite'), 'Invitation')),
    h(
      'div',
      { class: 'request-body' },
      h(
        'h1',
        { tabindex: '-1' },
        h('bdi', {}, invitation.application.name),
        ' invites you to approve with this phone',
      ),
      h(
        'div',
        { class: 'details' },
        h(
          'dl',
          {},
          row('Account', invitation.accountName),
          row('Sent to', invitation.email),
          row('Open until', timeElement(new Date(invitation.expiresAt))),
        ),
      ),
      h(
        'p',
        { class: 'advice soft' },
        'Accepting makes a key for this account. It stays in this browser and cannot be copied. From then on the application asks here before it lets you in.',
      ),
    ),
    actions({ label: 'Decline', run: decline }, { label: 'Accept invitation', run: accept }),
  );
  return { element };
}
