import { deviceToken } from '../../../phone/device-token.ts';
import { RefusedError } from '../../shared/http.ts';
import { pause, poll } from '../../shared/poll.ts';
import { waitingRequests } from '../api.ts';
import { examine } from './examine.ts';
import type { Pending } from './pending.ts';
import type { StoredAccount } from '../store.ts';

/**
 * A browser opens six connections to a host at most, and an answer needs one too: beyond so many accounts
 * their requests are not held by the server but asked for every two seconds.
 */
const heldAccounts = 2;
const unheldPauseMs = 2000;

interface Watch {
  readonly account: StoredAccount;
  readonly pending: Pending;
  readonly accountCount: () => number;
  readonly onConnection: (connected: boolean) => void;
  /** The server does not know the account, or not with this key; watching it has ended. */
  readonly onForgotten: () => void;
  readonly signal: AbortSignal;
}

/** Brings what the server has for an account into `pending`, until the signal ends it. */
export async function watch(options: Watch): Promise<void> {
  const { account, pending, accountCount, onConnection, onForgotten, signal } = options;
  const ask = async (wait: number): Promise<void> => {
    const held = accountCount() <= heldAccounts;
    const known = pending.known(account.accountId);
    const bearer = await deviceToken(account);
    const arriving = await waitingRequests(bearer, known, held ? wait : 0, signal);
    pending.keepOnly(account.accountId, new Set(arriving.map(({ id }) => id)));
    for (const arrival of arriving) {
      if (!pending.has(arrival.id)) {
        pending.add(await examine(account, arrival));
      }
    }
    if (!held) {
      await pause(unheldPauseMs, signal);
    }
  };
  try {
    await poll({ ask, onConnection, signal });
  } catch (error) {
    if (!(error instanceof RefusedError)) {
      throw error;
    }
    onForgotten();
  }
}
