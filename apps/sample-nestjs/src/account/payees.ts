import { ConflictException, Injectable } from '@nestjs/common';
import type { Approval } from '@bloksec/challenges';
import type { Selectable } from 'kysely';
import { Database } from '../database/database.ts';
import type { BankTables } from '../database/tables.ts';
import type { NewPayee } from './new-payee.ts';

export type Payee = Selectable<BankTables['payees']>;

/** Whom a customer pays often. */
@Injectable()
export class Payees {
  constructor(private readonly database: Database) {}

  async of(accountName: string): Promise<Payee[]> {
    return this.database
      .selectFrom('payees')
      .selectAll()
      .where('account_name', '=', accountName)
      .orderBy('name')
      .execute();
  }

  async add(payee: NewPayee, approval: Approval): Promise<Payee> {
    const added = await this.database
      .insertInto('payees')
      .values({
        account_name: approval.accountName,
        name: payee.name,
        iban: payee.iban,
        request_id: approval.requestId,
      })
      .onConflict((conflict) => conflict.columns(['account_name', 'iban']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (added === undefined)
      throw new ConflictException('You have a payee with this IBAN already.');
    return added;
  }
}
