import type { Context, Hono } from 'hono';
import type { MailsAnswer } from '../answers.ts';
import { waitMs, wholeNumber } from '../http/long-poll.ts';
import { Refusal } from '../http/refusal.ts';
import { findMail, mailsAfter } from '../state/registrations/mails.ts';
import type { State } from '../state/state.ts';
import { mailHtml, mailPolicy } from './mail-html.ts';
import { page } from './host/page-files.ts';
import { pageHost } from './host/page-host.ts';

/** The mails that the sandbox would send. */
export function inboxHost(state: State): Hono {
  return pageHost('inbox')
    .get('/', page('inbox'))
    .get('/api/mails', (c) => list(state, c))
    .get('/mails/:id', (c) => show(state, c, c.req.param('id')));
}

/** Answers at once where there are mails after `?after=`, else when one comes, or after `?wait=` seconds. */
async function list(state: State, c: Context): Promise<Response> {
  const after = wholeNumber(c, 'after');
  const look = async () => {
    const news = await mailsAfter(state, after);
    return { news, found: news.length > 0 };
  };
  const mails = await state.changes.until('mails', look, waitMs(c), c.req.raw.signal);
  return c.json<MailsAnswer>({ mails });
}

async function show(state: State, c: Context, id: string): Promise<Response> {
  const mail = /^\d{1,9}$/u.test(id) ? await findMail(state, Number(id)) : undefined;
  if (mail === undefined) {
    throw new Refusal(404, 'There is no such mail.');
  }
  return c.html(mailHtml(mail), 200, { 'content-security-policy': mailPolicy });
}
