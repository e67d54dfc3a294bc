import type { JWK } from 'jose';
import type { ColumnType, GeneratedAlways, RawBuilder } from 'kysely';
import type { RegistrationStatus } from '../answers.ts';
import type { DecisionClaims } from '../protocol.ts';

/** JSON is written as text, since PGlite would take a string for a JSON string, and read as what it is. */
type Json<T> = ColumnType<T, string, string>;

/** The tables, as the migrations leave them. */
export interface Tables {
  server_keys: ServerKeyTable;
  applications: ApplicationTable;
  users: UserTable;
  accounts: AccountTable;
  account_keys: AccountKeyTable;
  registrations: RegistrationTable;
  mails: MailTable;
  auth_requests: AuthRequestTable;
  calls: CallTable;
}

interface ServerKeyTable {
  /** RFC 7638 thumbprint. */
  kid: string;
  private_key: Json<JWK>;
  public_key: Json<JWK>;
  created_at: Date;
}

interface ApplicationTable {
  id: string;
  name: string;
  /** SHA-256 in base64url: enough for a secret of 256 random bits. */
  secret_hash: string;
  created_at: Date;
  secret_created_at: Date;
}

interface UserTable {
  id: string;
  /** Unique whatever its letter case. */
  email: string;
  first_name: string | null;
  last_name: string | null;
  mobile_number: string | null;
  created_at: Date;
}

interface AccountTable {
  id: string;
  application_id: string;
  user_id: string;
  /** Unique in its application. */
  name: string;
  created_at: Date;
}

interface AccountKeyTable {
  /** RFC 7638 thumbprint. */
  kid: string;
  account_id: string;
  public_key: Json<JWK>;
  created_at: Date;
  revoked_at: Date | null;
}

interface RegistrationTable {
  id: string;
  application_id: string;
  account_name: string;
  email: string;
  first_name: string | null;
  last_name: string | null;
  mobile_number: string | null;
  /** SHA-256 of the link's token in base64url; the token itself is only in the mail. */
  token_hash: string;
  nonce: string;
  /** A pending one past `expires_at` counts as expired. */
  status: Exclude<RegistrationStatus, 'expired'>;
  created_at: Date;
  expires_at: Date;
}

export type MailKind = 'invitation' | 'phone-linked';

interface MailTable {
  id: GeneratedAlways<number>;
  kind: MailKind;
  recipient: string;
  subject: string;
  body: string;
  link: string;
  application_name: string;
  account_name: string;
  sent_at: Date;
}

interface AuthRequestTable {
  id: string;
  application_id: string;
  account_id: string;
  /** The key that was asked, and the only one that may answer. */
  kid: string;
  nonce: string;
  jws: string;
  status: AuthRequestStatus;
  created_at: Date;
  expires_at: Date;
  decided_at: Date | null;
  /** Unique, so that a decision is good once. */
  decision_jti: string | null;
  decision: Json<DecisionClaims> | null;
}

/** `withdrawn`: the caller hung up before the phone answered. */
export type AuthRequestStatus = 'pending' | 'accepted' | 'rejected' | 'expired' | 'withdrawn';

interface CallTable {
  id: GeneratedAlways<number>;
  /** From the sequence `call_changes`, anew with every change. */
  seq: ColumnType<number, never, RawBuilder<number>>;
  method: string;
  path: string;
  headers: Json<Record<string, string>>;
  body: Json<unknown>;
  auth_request_id: string | null;
  started_at: Date;
  status: number | null;
  answer: Json<unknown>;
  duration_ms: number | null;
  outcome: CallOutcome;
}

/** `cut`: a fault ended the connection. `disconnected`: the caller did, or the sandbox stopped. */
export type CallOutcome = 'waiting' | 'answered' | 'disconnected' | 'cut';
