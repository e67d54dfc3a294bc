import type { BlokSecClient, RegisterRequest } from '@bloksec/client';
import type { Journal } from '../journal/journal.ts';
import type { RowRecord } from '../journal/journal-record.ts';
import type { RowIndex } from '../journal/row-index.ts';
import { invite, type Outcome } from './outcome.ts';
import { Pace } from './pace.ts';
import { TaskQueue } from './task-queue.ts';

export interface RowToSend {
  readonly line: number;
  readonly slot: number;
  readonly request: RegisterRequest;
}

export interface SenderOptions {
  readonly client: BlokSecClient;
  readonly journal: Journal;
  readonly index: RowIndex;
  /** Rows that may be under way at once. */
  readonly concurrency: number;
  /** Rows that may be sent in any second. */
  readonly rate: number | undefined;
  /** Hears of each row that is done. */
  readonly onOutcome: (row: RowToSend, outcome: Outcome) => void;
  /** Hears of each pause: why, and for how long in milliseconds. */
  readonly onPause: (reason: string, ms: number) => void;
}

/** How far rows are announced ahead at most, in multiples of those that may be under way. */
const farthestAhead = 16;

/** A row between its being offered and its being sent. */
interface Waiting extends RowToSend {
  /** Set while the journal holds that the row is being sent. Fulfilled once that is on the disk. */
  announced?: Promise<void> | undefined;
  isDurable?: boolean;
}

/**
 * Sends rows, several at once. The journal holds each row before it is sent, and its outcome after. Rows are announced to
 * it a bit ahead, so that the disk and the network are waited for at the same time: just as far as the disk needs, since
 * after a crash each of them counts as unknown.
 */
export class RowSender {
  readonly pace: Pace;
  /** Why the run has to end, if it has to. */
  stoppedBy: unknown;

  readonly #options: SenderOptions;
  readonly #queue: TaskQueue<Waiting>;
  /** How many rows are announced ahead: grows with each row that had to wait for the disk, and shrinks slowly. */
  #ahead: number;
  #isStopped = false;
  #lastReason = '';

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#ahead = options.concurrency;
    const { concurrency, rate } = options;
    const queue = new TaskQueue<Waiting>((row) => this.#send(row), concurrency, rate);
    this.#queue = queue;
    this.pace = new Pace({
      pause: (ms) => {
        queue.pause();
        this.#withdraw();
        options.onPause(this.#lastReason, ms);
      },
      probe: () => {
        queue.limit = 1;
        queue.resume();
      },
      fullSpeed: () => {
        queue.limit = concurrency;
      },
    });
  }

  /** Takes a row as soon as there is room for it. `false` once no more are taken. */
  async offer({ line, slot, request }: RowToSend): Promise<boolean> {
    await this.#queue.fewerThan(this.#ahead);
    if (this.#isStopped) return false;
    const row: Waiting = { line, slot, request };
    if (!this.pace.isPaused) void this.#announce(row);
    this.#queue.push(row);
    return true;
  }

  /** Sends no more rows. Those under way are still waited for. */
  stop(cause?: unknown): void {
    this.stoppedBy ??= cause;
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.pace.end();
    this.#queue.pause();
    this.#withdraw();
    this.#queue.clear();
  }

  /** Waits until each row that was taken is done, or the run was stopped. */
  async finish(): Promise<void> {
    await this.#queue.idle();
  }

  #announce(row: Waiting): Promise<void> {
    if (row.announced === undefined) {
      row.announced = this.#record(row, { state: 'sending' }).then(() => {
        row.isDurable = true;
      });
      // Heard of when it is the row's turn.
      row.announced.catch(() => undefined);
    }
    return row.announced;
  }

  #adapt(wasInTime: boolean): void {
    const { concurrency } = this.#options;
    this.#ahead = wasInTime
      ? Math.max(concurrency, this.#ahead - 1 / 64)
      : Math.min(concurrency * farthestAhead, this.#ahead + 1);
  }

  /** Rows that will wait for long, or are not sent any more, are not left as "may have been sent". */
  #withdraw(): void {
    for (const row of this.#queue.waiting) {
      if (row.announced === undefined) continue;
      row.announced = undefined;
      row.isDurable = false;
      void this.#record(row, { state: 'unsent', reason: 'It was not its turn yet.' }).catch(
        () => undefined,
      );
    }
  }

  async #send(row: Waiting): Promise<void> {
    this.#adapt(row.isDurable === true);
    try {
      await this.#announce(row);
      if (this.#isStopped) {
        await this.#record(row, { state: 'unsent', reason: 'The run was stopped.' });
        return;
      }
      const startedAt = performance.now();
      const outcome = await invite(this.#options.client, row.request);
      const { state } = outcome;
      // Not waited for: until it is on the disk the row is one whose outcome is unknown, and that is safe.
      this.#record(row, {
        state,
        ...(outcome.state === 'invited'
          ? { registrationId: outcome.registrationId }
          : { reason: outcome.reason }),
      }).catch((error: unknown) => this.stop(error));
      this.#follow(row, outcome, startedAt);
    } catch (error) {
      this.stop(error);
    }
  }

  #follow(row: Waiting, outcome: Outcome, startedAt: number): void {
    if (outcome.state === 'invited' || outcome.state === 'refused') {
      this.pace.succeeded(startedAt);
      this.#options.onOutcome(row, outcome);
      return;
    }
    this.#lastReason = outcome.reason;
    if (outcome.next === 'stop' || this.pace.failed(startedAt) === 'give-up') {
      this.stop(outcome.error);
    }
    if (outcome.state === 'unknown') this.#options.onOutcome(row, outcome);
    else if (!this.#isStopped) {
      const { line, slot, request } = row;
      this.#queue.unshift({ line, slot, request });
    }
  }

  #record(row: RowToSend, facts: Omit<RowRecord, 'at' | 'line' | 'account'>): Promise<void> {
    const { journal, index } = this.#options;
    const { position, durable } = journal.append({
      at: new Date().toISOString(),
      line: row.line,
      account: row.request.account.name,
      ...facts,
    });
    index.setState(row.slot, facts.state, position);
    return durable;
  }
}
