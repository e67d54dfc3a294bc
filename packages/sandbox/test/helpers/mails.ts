import type { MailAnswer, MailsAnswer } from '../../src/answers.ts';
import { atPage } from './at-host.ts';

/** All mails to this address, the oldest first. */
export async function mailsTo(inbox: string, address: string): Promise<MailAnswer[]> {
  const answer = await atPage(inbox, '/api/mails');
  return answer.json<MailsAnswer>().mails.filter(({ to }) => to === address);
}

/** The token in the link of the latest invitation to this address. */
export async function tokenFor(inbox: string, address: string): Promise<string> {
  const mails = await mailsTo(inbox, address);
  const link = mails.findLast((mail) => mail.link.includes('/link/'))?.link ?? '';
  return new URL(link).pathname.split('/').at(-1) ?? '';
}
