import type { Page } from 'playwright-core';

/** What a script of this page's origin finds in the place where the phone keeps its keys. */
export interface KeyStore {
  readonly databases: readonly string[];
  readonly keys: number;
  readonly extractable: readonly boolean[];
  /** The names of the errors that each try to take a key out has met. */
  readonly refusals: readonly string[];
}

export function readKeyStore(page: Page): Promise<KeyStore> {
  return page.evaluate(async () => {
    const settle = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
      });
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const database = await settle(indexedDB.open('bloksec-phone'));
    const accounts: Array<{ privateKey: CryptoKey }> = database.objectStoreNames.contains(
      'accounts',
    )
      ? await settle(database.transaction('accounts').objectStore('accounts').getAll())
      : [];
    database.close();
    const refusals: string[] = [];
    for (const { privateKey } of accounts) {
      for (const format of ['pkcs8', 'jwk', 'raw'] as const) {
        await crypto.subtle.exportKey(format as 'jwk', privateKey).then(
          () => refusals.push('none: it was exported'),
          (error: DOMException) => refusals.push(error.name),
        );
      }
    }
    return {
      databases,
      keys: accounts.length,
      extractable: accounts.map(({ privateKey }) => privateKey.extractable),
      refusals,
    };
  });
}
