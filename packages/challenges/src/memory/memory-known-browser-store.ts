import { type Clock, systemClock } from '../clock.ts';
import {
  type KnownBrowserStore,
  LISTED_BROWSERS,
  type StoredBrowser,
} from '../stores/known-browser-store.ts';

interface AccountBrowsers {
  listed: Map<string, StoredBrowser>;
  /** When single browsers were revoked. */
  readonly revoked: Map<string, number>;
  /** When all were. */
  allRevokedAt: number;
  /** How long a browser is listed after its last login, in milliseconds. */
  keepMs: number;
  /** When the last of it can be forgotten. */
  until: number;
}

/** In the memory of one process: after a restart the list is empty, and what was revoked is known again until its cookie ends. */
export const memoryKnownBrowserStore = (clock: Clock = systemClock): KnownBrowserStore => {
  const accounts = new Map<string, AccountBrowsers>();

  const of = (account: string, keepSeconds: number): AccountBrowsers => {
    sweep();
    const found = accounts.get(account) ?? {
      listed: new Map(),
      revoked: new Map(),
      allRevokedAt: -Infinity,
      keepMs: 0,
      until: 0,
    };
    found.keepMs = keepSeconds * 1000;
    found.until = clock.now() + found.keepMs;
    accounts.delete(account);
    accounts.set(account, found);
    return found;
  };

  /** Accounts stand in the order in which they were last written and are kept about equally long, so the oldest go first. */
  const sweep = (): void => {
    for (const [name, { until }] of accounts) {
      if (until > clock.now()) return;
      accounts.delete(name);
    }
  };

  return {
    remember: async (account, { id, sealed }, keepSeconds) => {
      const now = clock.now();
      const { listed } = of(account, keepSeconds);
      const since = listed.get(id)?.since ?? now;
      listed.delete(id);
      listed.set(id, { id, sealed, since, lastUsedAt: now });
      const oldest = now - keepSeconds * 1000;
      for (const browser of listed.values()) {
        if (browser.lastUsedAt <= oldest || listed.size > LISTED_BROWSERS)
          listed.delete(browser.id);
      }
      return now;
    },

    isKnown: async (account, id, issuedAt, keepSeconds) => {
      const found = accounts.get(account);
      const revokedAt = Math.max(
        found?.allRevokedAt ?? -Infinity,
        found?.revoked.get(id) ?? -Infinity,
      );
      return issuedAt > revokedAt && issuedAt > clock.now() - keepSeconds * 1000;
    },

    list: async (account) => {
      const { listed = new Map<string, StoredBrowser>(), keepMs = 0 } = accounts.get(account) ?? {};
      const oldest = clock.now() - keepMs;
      return [...listed.values()].filter(({ lastUsedAt }) => lastUsedAt > oldest).toReversed();
    },

    revoke: async (account, id, keepSeconds) => {
      const found = of(account, keepSeconds);
      if (id === undefined) {
        found.allRevokedAt = clock.now();
        found.listed.clear();
        found.revoked.clear();
        return;
      }
      found.listed.delete(id);
      found.revoked.set(id, clock.now());
    },
  };
};
