import type { GateContext } from './gate-context.ts';

/**
 * Closes in order: no new starts and no waits (the closing signal has seen to both), then time for the answers that
 * BlokSec still owes, if another instance can use them, then the end of what is still pending.
 */
export const closeGate = async (context: GateContext): Promise<void> => {
  const { challenges, clock, limits } = context.settings;
  if (challenges.shared) {
    const over = new AbortController();
    await Promise.race([
      context.leases.idle(over.signal),
      clock.sleep(limits.shutdownGraceMs, over.signal),
    ]);
    over.abort();
  }
  await context.calls.close();
  await context.leases.failAll('shutdown');
  context.leases.close();
  await challenges.close().catch(() => undefined);
};
