import type { JWK } from 'jose';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { Tables } from '../../database/tables.ts';
import { phoneLinkedMail } from './phone-linked-mail.ts';
import { sendMail } from './mails.ts';
import { randomId } from '../random.ts';
import type { Registration } from './registrations.ts';
import type { State } from '../state.ts';

/** Why an invitation cannot be accepted. */
export type NotAccepted = 'ended' | 'linked-already' | 'key-in-use';

/**
 * Ends the invitation as accepted, makes user and account where they are new, and links the account with the key: all
 * or nothing. An account that has a phone keeps it: whoever holds the mail must not be able to take the account over.
 */
export async function acceptRegistration(
  state: State,
  registration: Registration,
  key: { readonly kid: string; readonly publicKey: JWK },
): Promise<{ accountId: string } | NotAccepted> {
  const accepted = await state.db.transaction().execute(async (db) => {
    if (await isKnown(db, key.kid)) {
      return 'key-in-use' as const;
    }
    if (await hasPhone(db, registration)) {
      return 'linked-already' as const;
    }
    if (!(await endAsAccepted(db, registration.id))) {
      return 'ended' as const;
    }
    const accountId = await findOrMakeAccount(db, registration);
    await db
      .insertInto('account_keys')
      .values({
        kid: key.kid,
        account_id: accountId,
        public_key: JSON.stringify(key.publicKey),
        created_at: new Date(),
      })
      .execute();
    return { accountId };
  });
  if (typeof accepted === 'object') {
    await sendMail(state, phoneLinkedMail(registration, state.addresses.pages.phone));
  }
  return accepted;
}

async function isKnown(db: Transaction<Tables>, kid: string): Promise<boolean> {
  const row = await db
    .selectFrom('account_keys')
    .select('kid')
    .where('kid', '=', kid)
    .executeTakeFirst();
  return row !== undefined;
}

async function hasPhone(
  db: Transaction<Tables>,
  { application, accountName }: Registration,
): Promise<boolean> {
  const row = await db
    .selectFrom('account_keys')
    .innerJoin('accounts', 'accounts.id', 'account_keys.account_id')
    .select('kid')
    .where('application_id', '=', application.id)
    .where('name', '=', accountName)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

async function endAsAccepted(db: Transaction<Tables>, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('registrations')
    .set({ status: 'accepted' })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where('expires_at', '>', new Date())
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function findOrMakeAccount(
  db: Transaction<Tables>,
  { application, accountName, ...person }: Registration,
): Promise<string> {
  const userId = await findOrMakeUser(db, person);
  const account = { application_id: application.id, name: accountName, user_id: userId };
  const { id } = await db
    .insertInto('accounts')
    .values({ id: randomId(), ...account, created_at: new Date() })
    .onConflict((conflict) =>
      conflict.columns(['application_id', 'name']).doUpdateSet({ user_id: userId }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

type Person = Pick<Registration, 'email' | 'firstName' | 'lastName' | 'mobileNumber'>;

async function findOrMakeUser(db: Transaction<Tables>, person: Person): Promise<string> {
  const names = {
    first_name: person.firstName,
    last_name: person.lastName,
    mobile_number: person.mobileNumber,
  };
  const { id } = await db
    .insertInto('users')
    .values({ id: randomId(), email: person.email, ...names, created_at: new Date() })
    .onConflict((conflict) =>
      conflict.expression(sql`lower(email)`).doUpdateSet((row) => ({
        first_name: row.fn.coalesce('excluded.first_name', 'users.first_name'),
        last_name: row.fn.coalesce('excluded.last_name', 'users.last_name'),
        mobile_number: row.fn.coalesce('excluded.mobile_number', 'users.mobile_number'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
