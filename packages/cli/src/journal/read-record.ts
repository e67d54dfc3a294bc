import type { FileHandle } from 'node:fs/promises';
import { parseRecord, type JournalRecord } from './journal-record.ts';

/** How much is read at once: what is asked for stands mostly near what was asked for before. */
const windowBytes = 256 * 1024;

/** Reads single records by their position. */
export class RecordReader {
  readonly #file: FileHandle;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async at(position: number): Promise<JournalRecord | undefined> {
    const line = this.#lineAt(position);
    if (line !== undefined) return parseRecord(line);
    // Rows that were under way together stand in the order of their answers: so a bit before, too.
    this.#start = Math.max(0, position - windowBytes / 4);
    const buffer = Buffer.alloc(windowBytes);
    const { bytesRead } = await this.#file.read(buffer, 0, windowBytes, this.#start);
    this.#window = buffer.subarray(0, bytesRead);
    return parseRecord(this.#lineAt(position) ?? '');
  }

  #lineAt(position: number): string | undefined {
    const start = position - this.#start;
    if (start < 0 || start >= this.#window.length) return undefined;
    const end = this.#window.indexOf(10, start);
    return end === -1 ? undefined : this.#window.toString('utf8', start, end);
  }
}
