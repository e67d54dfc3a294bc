import { hash } from 'node:crypto';
import type { RowState } from './journal-record.ts';

/** In the order of their numbers, which the index keeps; 0 is an account that no journal names. */
const states = [undefined, 'sending', 'invited', 'refused', 'unsent', 'unknown'] as const;

/** Room for a bit more than a million rows: 35 MB, of which a small file touches little. */
const initialCapacity = 1_400_000;

/** Of the SHA-256 of an account name, in words of 32 bits. Two of a billion names meet with a chance of 1 to 10 to the 11. */
const keyWords = 3;

/**
 * What is known of each account: 25 bytes, whatever its name. So a million rows take no more memory than ten thousand;
 * beyond that it grows by doubling. A hash table with open addressing over typed arrays.
 */
export class RowIndex {
  #capacity = 0;
  #count = 0;
  #keys = new Uint32Array();
  #lines = new Uint32Array();
  #states = new Uint8Array();
  #positions = new Float64Array();

  constructor(capacity: number = initialCapacity) {
    this.#allocate(capacity);
  }

  /** The place of an account, made where there is none. Valid until the next call that makes one. */
  slotOf(account: string): number {
    // Never so full that a search takes long.
    if (this.#count > this.#capacity * 0.8) this.#grow();
    const digest = hash('sha256', account, 'hex');
    // A key that begins with zeros marks a free place.
    const key = [0, 8, 16].map((start) => Number.parseInt(digest.slice(start, start + 8), 16));
    key[0] ||= 1;
    const slot = this.#find(key);
    if (this.#keys[slot * keyWords] === 0) {
      this.#keys.set(key, slot * keyWords);
      this.#count += 1;
    }
    return slot;
  }

  /** The line of the file that names the account; 0 where none does so far. */
  line(slot: number): number {
    return this.#lines[slot] ?? 0;
  }

  setLine(slot: number, line: number): void {
    this.#lines[slot] = line;
  }

  /** The last state in the journal. */
  state(slot: number): RowState | undefined {
    return states[this.#states[slot] ?? 0];
  }

  /** Where in the journal that state stands, in bytes. */
  position(slot: number): number {
    return this.#positions[slot] ?? 0;
  }

  setState(slot: number, state: RowState, position: number): void {
    this.#states[slot] = states.indexOf(state);
    this.#positions[slot] = position;
  }

  #find(key: ArrayLike<number>): number {
    let slot = (key[0] ?? 0) % this.#capacity;
    for (;;) {
      const start = slot * keyWords;
      if (this.#keys[start] === 0) return slot;
      if (
        this.#keys[start] === key[0] &&
        this.#keys[start + 1] === key[1] &&
        this.#keys[start + 2] === key[2]
      ) {
        return slot;
      }
      slot = slot + 1 === this.#capacity ? 0 : slot + 1;
    }
  }

  #allocate(capacity: number): void {
    this.#capacity = capacity;
    this.#keys = new Uint32Array(capacity * keyWords);
    this.#lines = new Uint32Array(capacity);
    this.#states = new Uint8Array(capacity);
    this.#positions = new Float64Array(capacity);
  }

  #grow(): void {
    const [capacity, keys, lines] = [this.#capacity, this.#keys, this.#lines];
    const [oldStates, positions] = [this.#states, this.#positions];
    this.#allocate(capacity * 2);
    for (let old = 0; old < capacity; old += 1) {
      const key = keys.subarray(old * keyWords, (old + 1) * keyWords);
      if (key[0] === 0) continue;
      const slot = this.#find(key);
      this.#keys.set(key, slot * keyWords);
      this.#lines[slot] = lines[old] ?? 0;
      this.#states[slot] = oldStates[old] ?? 0;
      this.#positions[slot] = positions[old] ?? 0;
    }
  }
}
