import { z } from 'zod';
import type { MailsAnswer } from '../answers.ts';
import { sha256 } from '../state/random.ts';
import { loopbackCall } from './loopback-call.ts';
import type { Phone } from './phone.ts';

/** Invites the account, takes the link from the mail, and lets the phone accept it. */
export async function linkAccount(
  sandbox: {
    readonly url: string;
    readonly inbox: string;
    readonly application: { readonly id: string; readonly secret: string };
  },
  accountName: string,
  phone: Phone,
): Promise<void> {
  const { id, secret } = sandbox.application;
  const email = addressOf(accountName);
  await loopbackCall(new URL('/registration', sandbox.url), {
    method: 'POST',
    headers: { 'x-application-id': id, 'x-application-secret': secret },
    body: { user: { email }, account: { name: accountName } },
  });
  const { mails } = await loopbackCall<MailsAnswer>(new URL('/api/mails', sandbox.inbox));
  const link = mails.findLast(({ to }) => to === email)?.link;
  if (link === undefined) {
    throw new Error(`The invitation of ${accountName} did not arrive in the inbox.`);
  }
  await phone.accept(link);
}

/** Account names are often e-mail addresses; for others an address is made up. */
function addressOf(accountName: string): string {
  return z.email().safeParse(accountName).success
    ? accountName
    : `user-${sha256(accountName).slice(0, 12).toLowerCase()}@example.com`;
}
