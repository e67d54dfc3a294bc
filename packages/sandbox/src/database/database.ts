import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { firstMigration } from './first-migration.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** By the order of their names; one that was released never changes. */
const migrations = { '0001-first': firstMigration };

/** Opens the database in this folder, or in memory for `undefined`, and brings it up to date. */
export async function openDatabase(dataDir: string | undefined): Promise<Database> {
  const db = new Kysely<Tables>({
    dialect: new PGliteDialect({ pglite: () => openPglite(dataDir) }),
  });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      throw new Error(
        'The sandbox could not bring its database up to date. Start with another data folder, or delete this one.',
        { cause: error },
      );
    }
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

async function openPglite(dataDir: string | undefined): Promise<PGlite> {
  if (dataDir === undefined) {
    return PGlite.create();
  }
  const folder = join(dataDir, 'database');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return PGlite.create(folder);
}
