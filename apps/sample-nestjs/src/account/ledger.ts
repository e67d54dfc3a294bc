import { ConflictException, Injectable, UnprocessableEntityException } from '@nestjs/common';
import type { Approval } from '@bloksec/challenges';
import type { Selectable } from 'kysely';
import { Database } from '../database/database.ts';
import type { BankTables } from '../database/tables.ts';
import type { TransferOrder } from './transfer-order.ts';

const STARTING_BALANCE_CENTS = 1_000_00;

export type Transfer = Selectable<BankTables['transfers']>;

/** The books: balances and transfers, in whole cents. */
@Injectable()
export class Ledger {
  constructor(private readonly database: Database) {}

  /** Opens the customer's account with 1,000.00 EUR, unless it is open. */
  async open(accountName: string): Promise<void> {
    await this.database
      .insertInto('customers')
      .values({ account_name: accountName, balance_cents: STARTING_BALANCE_CENTS })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async balanceCents(accountName: string): Promise<number> {
    const customer = await this.database
      .selectFrom('customers')
      .select('balance_cents')
      .where('account_name', '=', accountName)
      .executeTakeFirstOrThrow();
    return customer.balance_cents;
  }

  /** The latest 20, newest first. */
  async recentTransfers(accountName: string): Promise<Transfer[]> {
    return this.database
      .selectFrom('transfers')
      .selectAll()
      .where('account_name', '=', accountName)
      .orderBy('id', 'desc')
      .limit(20)
      .execute();
  }

  /**
   * Books a transfer from the account that approved it. All or nothing.
   * `challengeRef` is a unique key: should the same approval ever come twice, the database refuses the second.
   */
  async book(order: TransferOrder, approval: Approval): Promise<Transfer> {
    return this.database.transaction().execute(async (books) => {
      const charged = await books
        .updateTable('customers')
        .set((customer) => ({
          balance_cents: customer('balance_cents', '-', order.amountCents),
        }))
        .where('account_name', '=', approval.accountName)
        .where('balance_cents', '>=', order.amountCents)
        .executeTakeFirst();
      if (charged.numUpdatedRows === 0n) {
        throw new UnprocessableEntityException(
          'Your balance does not cover this transfer. Nothing was booked.',
        );
      }
      const transfer = await books
        .insertInto('transfers')
        .values({
          account_name: approval.accountName,
          payee: order.payee,
          amount_cents: order.amountCents,
          reference: order.reference,
          request_id: approval.requestId,
          challenge_ref: approval.challengeRef,
        })
        .onConflict((conflict) => conflict.column('challenge_ref').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (transfer === undefined) {
        throw new ConflictException('This approval has booked a transfer already.');
      }
      return transfer;
    });
  }
}
