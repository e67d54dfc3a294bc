import type { JWK } from 'jose';
import type { Application } from './applications.ts';
import type { State } from './state.ts';

/** An account with the key of its phone. */
export interface LinkedAccount {
  readonly id: string;
  readonly name: string;
  readonly kid: string;
  readonly publicKey: JWK;
}

/** The account of this name in the application, or why it cannot be asked. */
export async function findLinkedAccount(
  { db }: State,
  application: Application,
  name: string,
): Promise<LinkedAccount | 'unknown' | 'not-linked'> {
  const row = await db
    .selectFrom('accounts')
    .leftJoin('account_keys', (join) =>
      join
        .onRef('account_keys.account_id', '=', 'accounts.id')
        .on('account_keys.revoked_at', 'is', null),
    )
    .select(['accounts.id', 'name', 'kid', 'public_key'])
    .where('application_id', '=', application.id)
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined) {
    return 'unknown';
  }
  const { id, kid, public_key: publicKey } = row;
  return kid === null || publicKey === null ? 'not-linked' : { id, name, kid, publicKey };
}

/** A key that was ever linked, with the account that it belongs to. */
export interface KnownKey {
  readonly accountId: string;
  readonly publicKey: JWK;
  readonly revoked: boolean;
}

export async function findKey({ db }: State, kid: string): Promise<KnownKey | undefined> {
  const row = await db
    .selectFrom('account_keys')
    .select(['account_id', 'public_key', 'revoked_at'])
    .where('kid', '=', kid)
    .executeTakeFirst();
  return (
    row && {
      accountId: row.account_id,
      publicKey: row.public_key,
      revoked: row.revoked_at !== null,
    }
  );
}

/**
 * Takes the phone from an account: its key is worth nothing from now on, and what waits for it ends as expired.
 * False where the account has none.
 */
export async function unlinkAccount({ db, changes }: State, accountId: string): Promise<boolean> {
  const { revoked, ended } = await db.transaction().execute(async (transaction) => ({
    revoked: await transaction
      .updateTable('account_keys')
      .set({ revoked_at: new Date() })
      .where('account_id', '=', accountId)
      .where('revoked_at', 'is', null)
      .returning('kid')
      .executeTakeFirst(),
    ended: await transaction
      .updateTable('auth_requests')
      .set({ status: 'expired' })
      .where('account_id', '=', accountId)
      .where('status', '=', 'pending')
      .returning('id')
      .execute(),
  }));
  if (revoked !== undefined) {
    changes.announce(`key:${revoked.kid}`);
  }
  for (const { id } of ended) {
    changes.announce(`request:${id}`);
  }
  return revoked !== undefined;
}
