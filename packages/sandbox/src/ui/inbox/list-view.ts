import type { MailAnswer } from '../../answers.ts';
import { h } from '../shared/dom.ts';
import { icon } from '../shared/icons.ts';
import { timeElement } from '../shared/time.ts';

/** The mails, the newest first, each a link; or what would bring one. */
export function listView(mails: readonly MailAnswer[], openId: string | undefined): HTMLElement {
  return mails.length === 0 ? emptyView() : h('ul', {}, ...mails.map((mail) => item(mail, openId)));
}

function item(mail: MailAnswer, openId: string | undefined): HTMLElement {
  return h(
    'li',
    {},
    h(
      'a',
      { href: `#${mail.id}`, 'aria-current': mail.id === openId ? 'true' : undefined },
      h('span', { class: 'to', dir: 'auto' }, mail.to),
      timeElement(new Date(mail.sentAt)),
      h('span', { class: 'subject', dir: 'auto' }, mail.subject),
    ),
  );
}

function emptyView(): HTMLElement {
  const console = location.origin.replace('//inbox.', '//console.');
  return h(
    'div',
    { class: 'empty' },
    icon('invite'),
    h('h2', {}, 'No mail yet'),
    h(
      'p',
      { class: 'soft' },
      'Invite somebody with ',
      h('span', { class: 'mono' }, 'POST /registration'),
      ' and the invitation appears here by itself. The ',
      h('a', { href: console }, 'console'),
      ' has the command to copy.',
    ),
  );
}
