import type { MailAnswer } from '../../answers.ts';
import type { MailKind } from '../../database/tables.ts';
import type { State } from '../state.ts';

export interface Mail {
  readonly kind: MailKind;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly link: string;
  readonly application_name: string;
  readonly account_name: string;
}

/** Puts a mail into the inbox. */
export async function sendMail({ db, changes }: State, mail: Mail): Promise<void> {
  await db
    .insertInto('mails')
    .values({ ...mail, sent_at: new Date() })
    .execute();
  changes.announce('mails');
}

/** The mails after the one with this id, the oldest first. */
export async function mailsAfter({ db }: State, id: number): Promise<MailAnswer[]> {
  const rows = await db
    .selectFrom('mails')
    .select(['id', 'recipient', 'subject', 'sent_at', 'body', 'link'])
    .where('id', '>', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: String(row.id),
    to: row.recipient,
    subject: row.subject,
    sentAt: row.sent_at.toISOString(),
    text: row.body,
    link: row.link,
  }));
}

export async function findMail({ db }: State, id: number): Promise<Mail | undefined> {
  return db
    .selectFrom('mails')
    .select(['kind', 'recipient', 'subject', 'body', 'link', 'application_name', 'account_name'])
    .where('id', '=', id)
    .executeTakeFirst();
}
