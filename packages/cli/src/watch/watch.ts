import { setTimeout as delay } from 'node:timers/promises';
import { isBlokSecError, type BlokSecClient } from '@bloksec/client';
import { TaskQueue } from '../bulk/task-queue.ts';
import { isTarget, type RowRecord } from '../journal/journal-record.ts';
import { assertSameTarget, type Target } from '../journal/open-journal.ts';
import { readJournal } from '../journal/read-journal.ts';
import { UsageError } from '../output/exit-codes.ts';
import type { Output } from '../output/output.ts';
import { Settled } from './settled.ts';

export interface WatchSettings {
  readonly client: BlokSecClient;
  /** Of the journal. */
  readonly path: string;
  readonly target: Target;
  /** Time between two rounds, in seconds. */
  readonly interval: number;
  readonly concurrency: number;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** `unknown`: BlokSec does not know that registration (any more). */
type FinalStatus = 'accepted' | 'rejected' | 'expired' | 'unknown';

interface Round {
  /** What BlokSec could not answer, and may answer later. */
  failed: unknown;
}

/**
 * Asks again and again how the invitations in a journal stand. Each round reads the journal anew, in constant memory: so
 * those of a run that is still going on are followed, too.
 */
export class Watch {
  readonly counts: Record<FinalStatus | 'pending', number> = {
    pending: 0,
    accepted: 0,
    rejected: 0,
    expired: 0,
    unknown: 0,
  };
  readonly #settings: WatchSettings;
  readonly #queue: TaskQueue<() => Promise<void>>;
  /** By their place among the invitations in the journal. */
  readonly #settled = new Settled();
  #notBefore = 0;
  #failure: unknown;

  constructor(settings: WatchSettings) {
    this.#settings = settings;
    this.#queue = new TaskQueue((ask) => ask(), settings.concurrency);
  }

  /** BlokSec has said how long to wait. */
  askedToWait(ms: number): void {
    this.#notBefore = Math.max(this.#notBefore, performance.now() + ms);
  }

  async untilNonePending(): Promise<void> {
    const { interval, signal } = this.#settings;
    for (;;) {
      await this.#round();
      if (this.#failure !== undefined) throw this.#failure;
      if (signal.aborted || this.counts.pending === 0) return;
      const asked = this.#notBefore - performance.now();
      const ms = Math.min(Math.max(interval * 1000, asked), 2_147_483_647);
      await delay(ms, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  async #round(): Promise<void> {
    const { path, concurrency, output } = this.#settings;
    const round: Round = { failed: undefined };
    let invitations = 0;
    for await (const record of this.#invitations()) {
      const place = invitations;
      invitations += 1;
      // The rest is still counted.
      if (this.#settled.has(place) || this.#isOver(round)) continue;
      await this.#queue.fewerThan(concurrency);
      this.#queue.push(() => this.#ask(record, place, round));
    }
    await this.#queue.idle();
    if (invitations === 0) throw new UsageError(`In the journal ${path} nobody is invited yet.`);
    this.counts.pending = invitations - this.#settled.size;
    if (round.failed !== undefined) {
      const message = round.failed instanceof Error ? ` ${round.failed.message}` : '';
      output.remark(`Not all could be asked; the next round goes on.${message}`);
    }
  }

  async *#invitations(): AsyncGenerator<RowRecord & { readonly registrationId: string }> {
    const { path, target } = this.#settings;
    try {
      for await (const { record } of readJournal(path)) {
        if (isTarget(record)) assertSameTarget(path, record, target);
        else if (record.state === 'invited' && record.registrationId !== undefined) {
          yield { ...record, registrationId: record.registrationId };
        }
      }
    } catch (error) {
      if (!(error instanceof Error) || !('syscall' in error)) throw error;
      throw new UsageError(
        `The journal ${path} cannot be read: ${error.message}. Name the file that "bloksec register" was given, or --journal.`,
      );
    }
  }

  async #ask(
    record: RowRecord & { readonly registrationId: string },
    place: number,
    round: Round,
  ): Promise<void> {
    const { client, signal } = this.#settings;
    try {
      if (this.#isOver(round)) return;
      const { status } = await client.getRegistration(record.registrationId, { signal });
      if (status !== 'pending') await this.#settle(record, place, status);
    } catch (error) {
      if (isBlokSecError(error) && error.code === 'registration-not-found') {
        await this.#settle(record, place, 'unknown');
      } else if (signal.aborted) return;
      else if (isBlokSecError(error) && error.retryable) round.failed = error;
      else this.#failure = error;
    }
  }

  /** Nobody else is asked in this round. */
  #isOver(round: Round): boolean {
    return (
      round.failed !== undefined || this.#failure !== undefined || this.#settings.signal.aborted
    );
  }

  async #settle(record: RowRecord, place: number, status: FinalStatus): Promise<void> {
    this.#settled.add(place);
    this.counts[status] += 1;
    const { line, account, registrationId } = record;
    await this.#settings.output.result(
      { line, status, account, registrationId },
      `line ${line}  ${status}  ${account}  ${registrationId}`,
    );
  }
}
