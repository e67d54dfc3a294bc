import { openDatabase } from '../database/database.ts';
import { lockFolder } from '../database/lock.ts';
import type { Addresses } from '../http/addresses.ts';
import { loadServerKey } from '../signing/server-key.ts';
import { withdrawAbandoned } from './auth-requests/answers-to-requests.ts';
import { endAbandonedCalls } from './calls.ts';
import { Changes } from './changes.ts';
import type { Limits, State } from './state.ts';

/** Opens what is kept in this folder, or something new in memory; ends what the last run has left unfinished. */
export async function openState(
  dataDir: string | undefined,
  addresses: Addresses,
  limits: Limits,
): Promise<{ state: State; close: () => Promise<void> }> {
  const lock = dataDir === undefined ? undefined : await lockFolder(dataDir);
  try {
    const db = await openDatabase(dataDir);
    const serverKey = await loadServerKey(db);
    const state = { db, changes: new Changes(), addresses, serverKey, limits };
    await withdrawAbandoned(state);
    await endAbandonedCalls(state);
    return {
      state,
      close: async () => {
        await db.destroy();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}
