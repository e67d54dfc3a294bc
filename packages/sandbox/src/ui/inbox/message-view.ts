import type { MailAnswer } from '../../answers.ts';
import { h } from '../shared/dom.ts';
import { timeElement } from '../shared/time.ts';

/** One mail: who and when in the page, its own HTML in a frame that can run nothing and reach nothing; its links open beside. */
export function messageView(mail: MailAnswer): HTMLElement[] {
  return [
    h(
      'header',
      { class: 'message-head' },
      h('a', { class: 'back', href: '#' }, 'All messages'),
      h('h2', { dir: 'auto', tabindex: '-1' }, mail.subject),
      h(
        'p',
        { class: 'soft' },
        'To ',
        h('bdi', {}, mail.to),
        ' · ',
        timeElement(new Date(mail.sentAt)),
      ),
    ),
    h('iframe', {
      src: `/mails/${encodeURIComponent(mail.id)}`,
      title: `Text of the message: ${mail.subject}`,
      sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    }),
  ];
}

/** What stands beside the list while no mail is open. */
export function noMessageView(hasMails: boolean): HTMLElement[] {
  return hasMails ? [h('p', { class: 'empty soft' }, 'Choose a message to read it here.')] : [];
}
