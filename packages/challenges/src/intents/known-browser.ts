import { randomBytes } from 'node:crypto';
import type { GateRequest } from '../gate/gate-request.ts';
import type { GateSettings } from '../gate/gate-settings.ts';
import { browserName } from '../http/browser-name.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import { headerValue } from '../http/header-value.ts';
import { sha256 } from '../keys/keyring.ts';
import { KNOWN_ACCOUNTS } from '../limits/gate-limits.ts';

/** One account that a browser is known for: the browser's id there, and when the store last saw it log in. */
type KnownAccount = readonly [accountName: string, id: string, issuedAt: number];

/** A browser that is known for an account. */
export interface KnownBrowser {
  /** To revoke it by. Tells nothing that its cookie holds. */
  readonly id: string;
  /** Family and system as it told them at its last login, for example `Firefox on Linux`. */
  readonly name: string;
  readonly since: Date;
  readonly lastUsedAt: Date;
}

/** Browsers that have completed a login before. The knowledge is in a sealed cookie, renewed at each login. */
export interface KnownBrowsers {
  /** Whether this browser is known for the account, and was not revoked since. */
  isKnown(request: GateRequest, accountName: string): Promise<boolean>;
  /** The cookie that makes it known, or renews it. The accounts longest unused make room past five. */
  remember(request: GateRequest, accountName: string): Promise<string>;
  /** The browsers known for the account, the latest first. */
  list(accountName: string): Promise<readonly KnownBrowser[]>;
  /** Revokes one, or all. */
  forget(accountName: string, id: string | undefined): Promise<void>;
}

const COOKIE = 'bloksec-known';
const NAME = 'bloksec-browser';

const isKnownAccount = (value: unknown): value is KnownAccount =>
  Array.isArray(value) &&
  typeof value[0] === 'string' &&
  typeof value[1] === 'string' &&
  typeof value[2] === 'number';

export const createKnownBrowsers = (settings: GateSettings): KnownBrowsers => {
  const { keyring, knownBrowsers: store } = settings;
  const keepSeconds = settings.limits.knownBrowserSeconds;

  const read = async (request: GateRequest): Promise<readonly KnownAccount[]> => {
    const cookie = readCookie(request, COOKIE);
    const value = cookie === undefined ? undefined : await keyring.unseal(COOKIE, cookie);
    return Array.isArray(value) ? value.filter(isKnownAccount) : [];
  };

  /** Under each key that may still be met: a secret may have been rotated since. */
  const accountsOf = (accountName: string): readonly string[] =>
    keyring.all.map((keys) => keys.mac('account', accountName));

  const find = async (
    accounts: readonly KnownAccount[],
    accountName: string,
  ): Promise<KnownAccount | undefined> => {
    const found = accounts.find(([name]) => name === accountName);
    if (found === undefined) return undefined;
    const [, id, issuedAt] = found;
    const answers = await Promise.all(
      accountsOf(accountName).map((account) =>
        store.isKnown(account, sha256(id), issuedAt, keepSeconds),
      ),
    );
    return answers.every(Boolean) ? found : undefined;
  };

  return {
    isKnown: async (request, accountName) =>
      (await find(await read(request), accountName)) !== undefined,

    remember: async (request, accountName) => {
      const before = await read(request);
      const known = await find(before, accountName);
      const id = known?.[1] ?? randomBytes(16).toString('base64url');
      const name = browserName(headerValue(request.headers, 'user-agent'));
      const issuedAt = await store.remember(
        keyring.current.mac('account', accountName),
        { id: sha256(id), sealed: await keyring.current.seal(NAME, name) },
        keepSeconds,
      );
      const others = before.filter(([each]) => each !== accountName);
      const accounts = [[accountName, id, issuedAt], ...others].slice(0, KNOWN_ACCOUNTS);
      return setCookie(request, COOKIE, await keyring.current.seal(COOKIE, accounts), keepSeconds);
    },

    list: async (accountName) => {
      const stored = await Promise.all(
        accountsOf(accountName).map((account) => store.list(account)),
      );
      const browsers = new Map<string, KnownBrowser>();
      for (const { id, sealed, since, lastUsedAt } of stored.flat()) {
        if (browsers.has(id)) continue;
        const name = await keyring.unseal(NAME, sealed);
        browsers.set(id, {
          id,
          name: typeof name === 'string' ? name : 'unknown browser',
          since: new Date(since),
          lastUsedAt: new Date(lastUsedAt),
        });
      }
      return [...browsers.values()];
    },

    forget: async (accountName, id) => {
      await Promise.all(
        accountsOf(accountName).map((account) => store.revoke(account, id, keepSeconds)),
      );
    },
  };
};
