import { timingSafeEqual } from 'node:crypto';
import { randomId, randomToken, sha256 } from './random.ts';
import type { State } from './state.ts';

export interface Application {
  readonly id: string;
  readonly name: string;
}

/** Makes an application. The secret is kept only as a hash, so this is the one time to read it. */
export async function createApplication(
  { db }: State,
  name: string,
): Promise<{ id: string; secret: string }> {
  const id = randomId();
  const secret = randomToken();
  const now = new Date();
  await db
    .insertInto('applications')
    .values({ id, name, secret_hash: sha256(secret), created_at: now, secret_created_at: now })
    .execute();
  return { id, secret };
}

/** Gives the application a new secret and ends the old one; undefined where there is no such application. */
export async function rotateSecret(
  { db }: State,
  id: string,
): Promise<{ id: string; secret: string } | undefined> {
  const secret = randomToken();
  const { numUpdatedRows } = await db
    .updateTable('applications')
    .set({ secret_hash: sha256(secret), secret_created_at: new Date() })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 0n ? undefined : { id, secret };
}

/** The first application that was made by this name. */
export async function findApplication(
  { db }: State,
  name: string,
): Promise<Application | undefined> {
  return db
    .selectFrom('applications')
    .select(['id', 'name'])
    .where('name', '=', name)
    .orderBy('created_at')
    .executeTakeFirst();
}

/** The application whose credentials these are, or which of the two is wrong. */
export async function checkCredentials(
  { db }: State,
  id: string,
  secret: string,
): Promise<Application | 'unknown-id' | 'wrong-secret'> {
  const row = await db
    .selectFrom('applications')
    .select(['id', 'name', 'secret_hash'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) {
    return 'unknown-id';
  }
  return timingSafeEqual(Buffer.from(row.secret_hash), Buffer.from(sha256(secret)))
    ? { id: row.id, name: row.name }
    : 'wrong-secret';
}
