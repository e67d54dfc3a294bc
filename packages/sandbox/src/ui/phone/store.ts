import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { LinkedAccount } from '../../phone/linked-account.ts';
import type { Decision } from '../../protocol.ts';

/** An account as this phone keeps it, with the names that its lists show. */
export interface StoredAccount extends LinkedAccount {
  readonly accountName: string;
  readonly application: { readonly id: string; readonly name: string };
}

/** An answer that the user gave on this phone. */
export interface PastAnswer {
  readonly requestId: string;
  readonly application: string;
  readonly accountName: string;
  readonly headline: string;
  readonly decision: Decision;
  readonly answeredAt: Date;
}

interface Schema extends DBSchema {
  accounts: { key: string; value: StoredAccount };
  answers: { key: string; value: PastAnswer; indexes: { answeredAt: Date } };
}

const keptAnswers = 50;

/** What this phone remembers, in the IndexedDB of its own origin. */
export class PhoneStore {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  static async open(): Promise<PhoneStore> {
    const database = await openDB<Schema>('bloksec-phone', 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('accounts', { keyPath: 'accountId' });
        fresh
          .createObjectStore('answers', { keyPath: 'requestId' })
          .createIndex('answeredAt', 'answeredAt');
      },
    });
    return new PhoneStore(database);
  }

  accounts(): Promise<StoredAccount[]> {
    return this.#database.getAll('accounts');
  }

  async saveAccount(account: StoredAccount): Promise<void> {
    await this.#database.put('accounts', account);
  }

  async removeAccount(accountId: string): Promise<void> {
    await this.#database.delete('accounts', accountId);
  }

  /** The latest answer first. */
  async answers(): Promise<PastAnswer[]> {
    return (await this.#database.getAllFromIndex('answers', 'answeredAt')).reverse();
  }

  /** Remembers an answer, and forgets the oldest beyond fifty. */
  async saveAnswer(answer: PastAnswer): Promise<void> {
    await this.#database.put('answers', answer);
    for (const old of (await this.answers()).slice(keptAnswers)) {
      await this.#database.delete('answers', old.requestId);
    }
  }
}
