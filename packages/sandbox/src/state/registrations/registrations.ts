import type { RegistrationStatus } from '../../answers.ts';
import type { Application } from '../applications.ts';
import { invitationMail } from './invitation-mail.ts';
import { sendMail } from './mails.ts';
import { randomId, randomToken, sha256 } from '../random.ts';
import type { State } from '../state.ts';

/** Whom an application invites, and as which account. */
export interface Invitee {
  readonly accountName: string;
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly mobileNumber: string | null;
}

/** An invitation, until it is linked or ends otherwise. */
export interface Registration extends Invitee {
  readonly id: string;
  readonly application: Application;
  readonly nonce: string;
  readonly status: RegistrationStatus;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Invites a user by mail. The token of the link is kept only as a hash. */
export async function register(
  state: State,
  application: Application,
  invitee: Invitee,
): Promise<string> {
  const id = randomId();
  const token = randomToken();
  const createdAt = new Date();
  await state.db
    .insertInto('registrations')
    .values({
      id,
      application_id: application.id,
      account_name: invitee.accountName,
      email: invitee.email,
      first_name: invitee.firstName,
      last_name: invitee.lastName,
      mobile_number: invitee.mobileNumber,
      token_hash: sha256(token),
      nonce: randomToken(),
      status: 'pending',
      created_at: createdAt,
      expires_at: new Date(createdAt.getTime() + state.limits.registrationTimeoutMs),
    })
    .execute();
  const link = `${state.addresses.pages.phone}/link/${token}`;
  await sendMail(state, invitationMail(application, invitee, link, state.limits));
  return id;
}

/** The registration of this application with this id. */
export async function findRegistration(
  state: State,
  applicationId: string,
  id: string,
): Promise<Registration | undefined> {
  const row = await select(state)
    .where('registrations.id', '=', id)
    .where('application_id', '=', applicationId)
    .executeTakeFirst();
  return row && read(row);
}

/** The registration that this link's token belongs to. */
export async function findInvitation(
  state: State,
  token: string,
): Promise<Registration | undefined> {
  const row = await select(state).where('token_hash', '=', sha256(token)).executeTakeFirst();
  return row && read(row);
}

/** Ends the invitation as declined, unless it has ended already. */
export async function rejectRegistration({ db }: State, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('registrations')
    .set({ status: 'rejected' })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function select({ db }: State) {
  return db
    .selectFrom('registrations')
    .innerJoin('applications', 'applications.id', 'registrations.application_id')
    .selectAll('registrations')
    .select('applications.name as application_name');
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function read(row: Row): Registration {
  return {
    id: row.id,
    application: { id: row.application_id, name: row.application_name },
    accountName: row.account_name,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    mobileNumber: row.mobile_number,
    nonce: row.nonce,
    status: row.status === 'pending' && row.expires_at <= new Date() ? 'expired' : row.status,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
