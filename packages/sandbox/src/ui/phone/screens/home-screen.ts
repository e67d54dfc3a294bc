import { h } from '../../shared/dom.ts';
import { icon } from '../../shared/icons.ts';
import { timeElement } from '../../shared/time.ts';
import type { StoredAccount, PastAnswer } from '../store.ts';
import type { Screen } from './screen.ts';

/** What has just happened, said once on the home screen. */
export interface Notice {
  readonly tone: 'ok' | 'no' | 'plain';
  readonly text: string;
}

interface Home {
  readonly accounts: readonly StoredAccount[];
  readonly answers: readonly PastAnswer[];
  readonly notice: Notice | undefined;
  /** Whether the server has said that it does not know this account. */
  readonly isForgotten: (account: StoredAccount) => boolean;
  readonly onRemove: (account: StoredAccount) => void;
}

/** The phone at rest: its accounts and what was answered, or where to begin. */
export function homeScreen({ accounts, answers, notice, isForgotten, onRemove }: Home): Screen {
  const element = h(
    'div',
    { class: 'home' },
    h('p', { class: 'app-name' }, icon('shield'), 'Authenticator'),
    noticeView(notice),
    accounts.length === 0 ? beginning() : resting(),
    list(
      'Accounts',
      accounts.map((account) => accountView(account, isForgotten(account), onRemove)),
    ),
    list('Past answers', answers.map(answerView)),
  );
  return { element };
}

function noticeView(notice: Notice | undefined): HTMLElement | undefined {
  if (notice === undefined) {
    return undefined;
  }
  const names = { ok: 'check', no: 'cross', plain: 'clock' } as const;
  return h('p', { class: `notice ${notice.tone}` }, icon(names[notice.tone]), notice.text);
}

function beginning(): HTMLElement {
  const inbox = location.origin.replace('//phone.', '//inbox.');
  const console = location.origin.replace('//phone.', '//console.');
  return h(
    'section',
    { class: 'message' },
    h('div', { class: 'emblem' }, icon('phone')),
    h('h1', { tabindex: '-1' }, 'No account yet'),
    h(
      'p',
      { class: 'soft' },
      'Open an invitation in the ',
      h('a', { href: inbox }, 'inbox'),
      ' to link this phone with an account. No mail there? The ',
      h('a', { href: console }, 'console'),
      ' shows how to invite somebody.',
    ),
  );
}

function resting(): HTMLElement {
  return h(
    'section',
    { class: 'message' },
    h('div', { class: 'emblem' }, icon('check')),
    h('h1', { tabindex: '-1' }, 'Nothing to approve'),
    h('p', { class: 'soft' }, 'Requests appear here by themselves.'),
  );
}

function list(title: string, items: HTMLElement[]): HTMLElement | undefined {
  return items.length === 0
    ? undefined
    : h('section', { class: 'list' }, h('h2', {}, title), h('ul', {}, ...items));
}

function accountView(
  account: StoredAccount,
  forgotten: boolean,
  onRemove: (account: StoredAccount) => void,
): HTMLElement {
  const { application, accountName } = account;
  const item = h(
    'li',
    {},
    h('span', { class: 'initial', 'aria-hidden': 'true' }, initialOf(application.name)),
    h(
      'div',
      { class: 'item-text' },
      h('strong', { dir: 'auto' }, application.name),
      h('span', { class: 'soft', dir: 'auto' }, accountName),
    ),
  );
  if (forgotten) {
    const remove = h('button', { type: 'button', class: 'quiet' }, 'Remove');
    remove.addEventListener('click', () => onRemove(account));
    item.lastElementChild?.append(
      h('span', { class: 'forgotten' }, 'The sandbox no longer knows this account.'),
    );
    item.append(remove);
  }
  return item;
}

function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name);
  return first?.segment ?? '';
}

function answerView(answer: PastAnswer): HTMLElement {
  const approved = answer.decision === 'approve';
  return h(
    'li',
    {},
    h('span', { class: `mark ${approved ? 'ok' : 'no'}` }, icon(approved ? 'check' : 'cross')),
    h(
      'div',
      { class: 'item-text' },
      h('strong', { dir: 'auto' }, answer.headline),
      h(
        'span',
        { class: 'soft' },
        h('bdi', {}, answer.application),
        ' · ',
        h('bdi', {}, answer.accountName),
      ),
      h(
        'span',
        { class: 'soft' },
        approved ? 'Approved ' : 'Denied ',
        timeElement(answer.answeredAt),
      ),
    ),
  );
}
