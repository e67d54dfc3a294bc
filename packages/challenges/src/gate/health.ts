import type { GateContext } from './gate-context.ts';

/** How a gate stands, for a readiness probe. */
export interface GateHealth {
  /** Whether logins and step-ups can be started now. */
  readonly ready: boolean;
  /** Why not, in words; empty where it is ready. */
  readonly reasons: readonly string[];
  /** Calls to BlokSec that wait for a person, from this process. */
  readonly callsInFlight: number;
  /** Requests that this process holds. */
  readonly waitsInFlight: number;
  /** Challenges that this process has started and that are pending. */
  readonly pending: number;
}

export const healthOf = async (context: GateContext): Promise<GateHealth> => {
  const { settings, breaker, calls, waits, leases, closing } = context;
  const reasons: string[] = [];
  if (closing.aborted) reasons.push('The gate is being closed.');
  const blockedMs = breaker.blockedMs();
  if (blockedMs > 0) {
    reasons.push(
      `BlokSec has failed ${settings.limits.breaker.failures} times in a row. It is asked again in ${Math.ceil(blockedMs / 1000)} s.`,
    );
  }
  await settings.challenges.ping().catch(() => reasons.push('The challenge store is away.'));
  return {
    ready: reasons.length === 0,
    reasons,
    callsInFlight: calls.size,
    waitsInFlight: waits.size,
    pending: leases.size,
  };
};
