import type { GateRequest } from '../gate/gate-request.ts';
import { readCookie, setCookie } from '../http/cookies.ts';
import type { Keyring } from '../keys/keyring.ts';
import { LIMITS } from '../limits.ts';
import type { KnownBrowserStore } from '../stores/known-browser-store.ts';

/** One account that a browser is known for, and since when (milliseconds since the epoch). */
type KnownAccount = readonly [accountName: string, since: number];

const LABEL = 'bloksec-known';

const isKnownAccount = (value: unknown): value is KnownAccount =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';

/** Browsers that have completed a login before. The knowledge is in a sealed cookie, valid 180 days from its last use. */
export interface KnownBrowsers {
  /** Whether this browser is known for the account, and was not forgotten since. */
  isKnown(request: GateRequest, accountName: string): Promise<boolean>;
  /** The cookie that makes it known, or renews it. The accounts longest unused make room past five. */
  remember(request: GateRequest, accountName: string): Promise<string>;
  /** Forgets every browser known for the account. */
  forget(accountName: string): Promise<void>;
}

export const createKnownBrowsers = (keyring: Keyring, store: KnownBrowserStore): KnownBrowsers => {
  const read = async (request: GateRequest): Promise<readonly KnownAccount[]> => {
    const cookie = readCookie(request, 'bloksec-known');
    const value = cookie === undefined ? undefined : await keyring.unseal(LABEL, cookie);
    const oldest = Date.now() - LIMITS.knownCookieSeconds * 1000;
    return Array.isArray(value)
      ? value.filter(isKnownAccount).filter(([, since]) => since > oldest)
      : [];
  };
  /** A secret may have been rotated since they were forgotten. */
  const forgottenAt = async (accountName: string): Promise<number> => {
    const times = await Promise.all(
      keyring.all.map((keys) => store.forgottenAt(keys.mac('account', accountName))),
    );
    return Math.max(0, ...times.map((time) => time ?? 0));
  };
  return {
    isKnown: async (request, accountName) => {
      const account = (await read(request)).find(([name]) => name === accountName);
      return account !== undefined && account[1] > (await forgottenAt(accountName));
    },
    remember: async (request, accountName) => {
      const others = (await read(request)).filter(([name]) => name !== accountName);
      const accounts = [[accountName, Date.now()], ...others].slice(0, LIMITS.knownAccounts);
      const sealed = await keyring.current.seal(LABEL, accounts);
      return setCookie(request, 'bloksec-known', sealed, LIMITS.knownCookieSeconds);
    },
    forget: (accountName) => store.forget(keyring.current.mac('account', accountName), Date.now()),
  };
};
