import type { FileHandle } from 'node:fs/promises';
import type { RowRecord, TargetRecord } from './journal-record.ts';

/** What a journal needs of a file: to append to it, and to be told when that is on the disk. */
export type JournalFile = Pick<FileHandle, 'appendFile' | 'datasync' | 'close'>;

export interface Appended {
  /** Where the record begins in the journal, in bytes. */
  readonly position: number;
  /** Fulfilled once the record is on the disk. */
  readonly durable: Promise<void>;
}

/**
 * Appends records, and tells when they are on the disk. Whatever is appended while the disk is busy goes there together
 * (group commit): so the disk is waited for once for many rows, and still by each of them.
 */
export class Journal {
  readonly path: string;
  readonly #file: JournalFile;
  #size: number;
  #lines: string[] = [];
  #previous: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /** @param size of the file, in bytes */
  constructor(path: string, file: JournalFile, size: number) {
    this.path = path;
    this.#file = file;
    this.#size = size;
  }

  append(record: RowRecord | TargetRecord): Appended {
    const line = `${JSON.stringify(record)}\n`;
    const position = this.#size;
    this.#size += Buffer.byteLength(line);
    this.#lines.push(line);
    if (this.#next === undefined) {
      this.#next = this.#previous.then(() => this.#commit());
      // Whoever waits for it hears of a failure, and so does each later record: nothing is written after a gap.
      this.#next.catch(() => undefined);
      this.#previous = this.#next;
    }
    return { position, durable: this.#next };
  }

  async #commit(): Promise<void> {
    const text = this.#lines.join('');
    this.#lines = [];
    this.#next = undefined;
    await this.#file.appendFile(text);
    await this.#file.datasync();
  }

  /** Fulfilled once all that was appended is on the disk. */
  async flushed(): Promise<void> {
    await this.#previous;
  }

  async close(): Promise<void> {
    try {
      await this.#previous;
    } finally {
      await this.#file.close();
    }
  }
}
