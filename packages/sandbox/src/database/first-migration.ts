import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Written as SQL, since a migration must stay what it was whatever becomes of the types. */
const statements = [
  `create table server_keys (
    kid text primary key,
    private_key jsonb not null,
    public_key jsonb not null,
    created_at timestamptz not null
  )`,
  `create table applications (
    id text primary key,
    name text not null,
    secret_hash text not null,
    created_at timestamptz not null,
    secret_created_at timestamptz not null
  )`,
  `create table users (
    id text primary key,
    email text not null,
    first_name text,
    last_name text,
    mobile_number text,
    created_at timestamptz not null
  )`,
  `create unique index users_email on users (lower(email))`,
  `create table accounts (
    id text primary key,
    application_id text not null references applications,
    user_id text not null references users,
    name text not null,
    created_at timestamptz not null,
    unique (application_id, name)
  )`,
  `create table account_keys (
    kid text primary key,
    account_id text not null references accounts,
    public_key jsonb not null,
    created_at timestamptz not null,
    revoked_at timestamptz
  )`,
  `create unique index account_keys_one_in_use on account_keys (account_id) where revoked_at is null`,
  `create table registrations (
    id text primary key,
    application_id text not null references applications,
    account_name text not null,
    email text not null,
    first_name text,
    last_name text,
    mobile_number text,
    token_hash text not null unique,
    nonce text not null,
    status text not null check (status in ('pending', 'accepted', 'rejected')),
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create table mails (
    id integer generated always as identity primary key,
    kind text not null check (kind in ('invitation', 'phone-linked')),
    recipient text not null,
    subject text not null,
    body text not null,
    link text not null,
    application_name text not null,
    account_name text not null,
    sent_at timestamptz not null
  )`,
  `create table auth_requests (
    id text primary key,
    application_id text not null references applications,
    account_id text not null references accounts,
    kid text not null references account_keys,
    nonce text not null,
    jws text not null,
    status text not null check (status in ('pending', 'accepted', 'rejected', 'expired', 'withdrawn')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    decided_at timestamptz,
    decision_jti text unique,
    decision jsonb
  )`,
  `create index auth_requests_pending on auth_requests (kid) where status = 'pending'`,
  `create sequence call_changes as integer`,
  `create table calls (
    id integer generated always as identity primary key,
    seq integer not null unique default nextval('call_changes'),
    method text not null,
    path text not null,
    headers jsonb not null,
    body jsonb not null,
    auth_request_id text,
    started_at timestamptz not null,
    status integer,
    answer jsonb not null,
    duration_ms integer,
    outcome text not null check (outcome in ('waiting', 'answered', 'disconnected', 'cut'))
  )`,
];

export const firstMigration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) {
      await sql.raw(statement).execute(db);
    }
  },
};
