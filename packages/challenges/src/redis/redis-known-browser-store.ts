import type { KnownBrowserStore, StoredBrowser } from '../stores/known-browser-store.ts';
import type { RedisConnection } from './redis-connection.ts';
import { scriptRunner } from './script.ts';
import { isKnown, list, remember, revoke } from './scripts/known-browsers.ts';

/** As `remember` writes it. */
interface ListedBrowser extends Omit<StoredBrowser, 'id'> {
  /** When it is known no more. */
  readonly until: number;
}

const keysOf = (account: string): string[] => [`bloksec:{${account}}:b`, `bloksec:{${account}}:r`];
const ms = (seconds: number): number => Math.ceil(seconds * 1000);

/** Known browsers in Redis. */
export const redisKnownBrowserStore = (connection: RedisConnection): KnownBrowserStore => {
  const run = scriptRunner(connection);
  return {
    remember: async (account, { id, sealed }, keepSeconds) =>
      (await run(remember, keysOf(account), [id, sealed, ms(keepSeconds)])) as number,

    isKnown: async (account, id, issuedAt, keepSeconds) =>
      (await run(isKnown, keysOf(account), [id, issuedAt, ms(keepSeconds)])) === 1,

    list: async (account) => {
      const [now, fields] = (await run(list, keysOf(account))) as [number, string[]];
      const browsers: StoredBrowser[] = [];
      for (let index = 0; index < fields.length; index += 2) {
        const [id = '', text = ''] = fields.slice(index, index + 2);
        const { until, ...browser } = JSON.parse(text) as ListedBrowser;
        if (until > now) browsers.push({ id, ...browser });
      }
      return browsers.toSorted((a, b) => b.lastUsedAt - a.lastUsedAt);
    },

    revoke: async (account, id, keepSeconds) => {
      await run(
        revoke,
        keysOf(account),
        id === undefined ? [ms(keepSeconds)] : [ms(keepSeconds), id],
      );
    },
  };
};
