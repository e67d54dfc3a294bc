import type { Mail } from './mails.ts';
import type { Registration } from './registrations.ts';

/** The mail that tells a user of a new key on the account, in case it was somebody else. */
export function phoneLinkedMail(
  { application, accountName, email }: Registration,
  phone: string,
): Mail {
  return {
    kind: 'phone-linked',
    recipient: email,
    subject: `A phone approves for ${accountName} now`,
    body: [
      'Hello,',
      '',
      `a phone was linked with your account ${accountName} at ${application.name}. From now on it approves for you.`,
      '',
      `If it was not you, tell ${application.name} at once.`,
    ].join('\n'),
    link: phone,
    application_name: application.name,
    account_name: accountName,
  };
}
