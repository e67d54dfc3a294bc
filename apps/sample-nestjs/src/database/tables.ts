import type { RegistrationStatus } from '@bloksec/client';
import type { ColumnType, Generated } from 'kysely';

type BookedOnce = ColumnType<Date, never, never>;

/** Money is whole cents everywhere: no floating point comes near it. */
export interface BankTables {
  customers: {
    account_name: string;
    balance_cents: number;
    opened_at: BookedOnce;
  };
  transfers: {
    id: Generated<number>;
    account_name: string;
    payee: string;
    amount_cents: number;
    reference: string;
    /** BlokSec's id of the approval: what an auditor asks for. */
    request_id: string;
    /** Unique: the database itself refuses to book one approval twice. */
    challenge_ref: string;
    booked_at: BookedOnce;
  };
  payees: {
    id: Generated<number>;
    account_name: string;
    name: string;
    iban: string;
    request_id: string;
  };
  invitations: {
    id: Generated<number>;
    email: string;
    name: string;
    account_name: string;
    registration_id: string;
    status: InvitationStatus;
    invited_at: BookedOnce;
  };
}

/** BlokSec's words, and `unknown` for a registration that BlokSec has forgotten. */
export type InvitationStatus = RegistrationStatus | 'unknown';
