import { warnOfConfiguration } from '../events/log/warn-of-configuration.ts';
import { memoryCounterStore } from '../memory/memory-counter-store.ts';
import type { GateSettings } from '../gate/gate-settings.ts';
import type { Quota } from '../stores/counter-store.ts';
import { clientNetwork, isPrivateAddress } from './client-address.ts';

/** Limits for one client, whatever account it names. */
export interface ClientLimits {
  /** Counts a start of a browser that is not known; how many seconds it must wait, 0 where it need not. */
  start(address: string | undefined): Promise<number>;
  /** Counts a repeat while its challenge is pending. */
  poll(owner: string): Promise<number>;
}

export const createClientLimits = (settings: GateSettings): ClientLimits => {
  const { counters, keyring, limits, clock, logger } = settings;
  const starts: Quota = { name: 'bloksec-starts', ...limits.startsPerAddress };
  const polls: Quota = { name: 'bloksec-polls', ...limits.polls };
  /** Polls burden this process, so it counts them itself: it costs no round trip. */
  const ownCounters = memoryCounterStore(clock);
  let warned = false;

  const warnOnce = (): void => {
    if (warned || process.env['NODE_ENV'] !== 'production') return;
    warned = true;
    warnOfConfiguration(
      logger,
      'Requests come from a private address, so starts are not limited by address. Behind a proxy, tell the framework to trust it (Express "trust proxy", Fastify "trustProxy").',
    );
  };

  const secondsLeft = ({ allowed, resetMs }: { allowed: boolean; resetMs: number }): number =>
    allowed ? 0 : Math.max(1, Math.ceil(resetMs / 1000));

  return {
    start: async (address = '') => {
      if (isPrivateAddress(address)) {
        warnOnce();
        return 0;
      }
      const network = clientNetwork(address);
      if (network === undefined) return 0;
      return secondsLeft(await counters.take(starts, keyring.current.mac('address', network)));
    },
    poll: async (owner) => secondsLeft(await ownCounters.take(polls, owner)),
  };
};
