import type { MailAnswer, MailsAnswer } from '../../answers.ts';
import { connectionLine } from '../shared/connection-line.ts';
import { byId } from '../shared/dom.ts';
import { call } from '../shared/http.ts';
import { poll } from '../shared/poll.ts';
import { listView } from './list-view.ts';
import { messageView, noMessageView } from './message-view.ts';

/** The newest first. */
let mails: MailAnswer[] = [];
let open: MailAnswer | undefined;

/** The address names the open mail, so that the browser's back button leads to the list. */
function render(): void {
  const before = open;
  open = mails.find(({ id }) => `#${id}` === location.hash);
  document.body.classList.toggle('reading', open !== undefined);
  document.title = mails.length === 0 ? 'Inbox' : `Inbox (${mails.length})`;
  byId('list').replaceChildren(listView(mails, open?.id));
  // A frame that is put in anew would load anew, under the reader's eyes.
  if (open === undefined || open.id !== before?.id) {
    byId('message').replaceChildren(
      ...(open === undefined ? noMessageView(mails.length > 0) : messageView(open)),
    );
  }
}

window.addEventListener('hashchange', () => {
  render();
  byId('message').querySelector('h2')?.focus();
});

await poll({
  onConnection: connectionLine(byId('connection')),
  ask: async (wait) => {
    // Not held means that the sandbox may be another one than before, with other mails: then all of them are read.
    const known = wait === 0 ? [] : mails;
    const after = known[0]?.id ?? '0';
    const answer = await call<MailsAnswer>(`/api/mails?wait=${wait}&after=${after}`, { wait });
    const newest = answer.mails.at(-1);
    if (wait > 0 && newest !== undefined) {
      byId('news').textContent = `New message: ${newest.subject}`;
    }
    mails = [...answer.mails.toReversed(), ...known];
    render();
  },
});
