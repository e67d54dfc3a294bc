import type { Application } from '../applications.ts';
import type { Mail } from './mails.ts';
import type { Invitee } from './registrations.ts';
import type { Limits } from '../state.ts';

/** The mail that brings an invitation to the user. */
export function invitationMail(
  application: Application,
  { email, firstName, accountName }: Invitee,
  link: string,
  { registrationTimeoutMs }: Limits,
): Mail {
  const minutes = Math.round(registrationTimeoutMs / 60_000);
  return {
    kind: 'invitation',
    recipient: email,
    subject: `${application.name} invites you to use BlokSec`,
    body: [
      firstName === null ? 'Hello,' : `Hello ${firstName},`,
      '',
      `${application.name} invites you to approve its requests with your phone, as ${accountName}.`,
      'Open this link on the phone:',
      '',
      link,
      '',
      `It works once, for ${minutes} minutes. If you did not expect this mail, do nothing.`,
    ].join('\n'),
    link,
    application_name: application.name,
    account_name: accountName,
  };
}
