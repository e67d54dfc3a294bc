import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Kysely, PGliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { BankTables } from './tables.ts';

/** The bank's database: PostgreSQL in this process (PGlite), kept in one folder. */
export class Database extends Kysely<BankTables> implements OnApplicationShutdown {
  /** Opens the folder, which is made if need be, and brings its tables up to date. */
  static async open(folder: string): Promise<Database> {
    await mkdir(folder, { recursive: true });
    const database = new Database({ dialect: new PGliteDialect({ pglite: new PGlite(folder) }) });
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
    if (error !== undefined) throw error;
    return database;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.destroy();
  }
}
