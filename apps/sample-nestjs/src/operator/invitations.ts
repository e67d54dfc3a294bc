import { setTimeout as delay } from 'node:timers/promises';
import { BlokSecClient, isBlokSecError } from '@bloksec/client';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Selectable } from 'kysely';
import { Subject } from 'rxjs';
import { Database } from '../database/database.ts';
import type { BankTables, InvitationStatus } from '../database/tables.ts';
import type { Invitee } from './invitee.ts';

export type Invitation = Selectable<BankTables['invitations']>;

const RETRY_MS = 5_000;

/** Invites people to BlokSec and follows each invitation until it is answered, also over a restart. */
@Injectable()
export class Invitations implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Fires when any invitation is new or has changed. */
  readonly changes = new Subject<void>();
  private readonly logger = new Logger(Invitations.name);
  private readonly stop = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly bloksec: BlokSecClient,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const invitation of await this.list()) {
      if (invitation.status === 'pending') void this.follow(invitation.registration_id);
    }
  }

  beforeApplicationShutdown(): void {
    this.stop.abort();
    this.changes.complete();
  }

  async list(): Promise<Invitation[]> {
    return this.database.selectFrom('invitations').selectAll().orderBy('id', 'desc').execute();
  }

  /** BlokSec sends the mail. Only trusted, verified addresses may be invited: whoever reads it becomes the customer. */
  async invite({ name, email, accountName }: Invitee): Promise<void> {
    const registration = await this.bloksec.register({
      user: { email, firstName: name },
      account: { name: accountName },
    });
    await this.database
      .insertInto('invitations')
      .values({
        email,
        name,
        account_name: accountName,
        registration_id: registration.registrationId,
        status: registration.status,
      })
      .execute();
    this.changes.next();
    void this.follow(registration.registrationId);
  }

  private async follow(registrationId: string): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      try {
        const { status } = await this.bloksec.waitForRegistration(registrationId, { signal });
        return await this.settle(registrationId, status);
      } catch (error) {
        if (signal.aborted) return;
        if (isBlokSecError(error) && error.code === 'registration-not-found') {
          return await this.settle(registrationId, 'unknown');
        }
        this.logger.warn(`Cannot follow an invitation, trying again: ${String(error)}`);
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async settle(registrationId: string, status: InvitationStatus): Promise<void> {
    await this.database
      .updateTable('invitations')
      .set({ status })
      .where('registration_id', '=', registrationId)
      .execute();
    this.changes.next();
  }
}
