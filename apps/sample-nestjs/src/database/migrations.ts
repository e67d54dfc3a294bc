import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const ledger: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('customers')
      .addColumn('account_name', 'text', (column) => column.primaryKey())
      .addColumn('balance_cents', 'bigint', (column) =>
        column.notNull().check(sql`balance_cents >= 0`),
      )
      .addColumn('opened_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await db.schema
      .createTable('transfers')
      .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('account_name', 'text', (column) =>
        column.notNull().references('customers.account_name'),
      )
      .addColumn('payee', 'text', (column) => column.notNull())
      .addColumn('amount_cents', 'bigint', (column) =>
        column.notNull().check(sql`amount_cents > 0`),
      )
      .addColumn('reference', 'text', (column) => column.notNull())
      .addColumn('request_id', 'text', (column) => column.notNull())
      .addColumn('challenge_ref', 'text', (column) => column.notNull().unique())
      .addColumn('booked_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await db.schema
      .createTable('payees')
      .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('account_name', 'text', (column) =>
        column.notNull().references('customers.account_name'),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('iban', 'text', (column) => column.notNull())
      .addColumn('request_id', 'text', (column) => column.notNull())
      .addUniqueConstraint('payees_once', ['account_name', 'iban'])
      .execute();
  },
};

const invitations: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('invitations')
      .addColumn('id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('account_name', 'text', (column) => column.notNull())
      .addColumn('registration_id', 'text', (column) => column.notNull().unique())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('invited_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
  },
};

/** In the order of their names. One that has run anywhere is never edited: add the next one. */
export const migrations: Record<string, Migration> = {
  '001-ledger': ledger,
  '002-invitations': invitations,
};
