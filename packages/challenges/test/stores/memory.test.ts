import { describe, test } from 'vitest';
import {
  memoryChallengeStore,
  memoryCounterStore,
  memoryKnownBrowserStore,
} from '../../src/index.ts';
import {
  describeChallengeStore,
  describeCounterStore,
  describeKnownBrowserStore,
} from '../../src/testing/index.ts';
import { fakeClock } from '../helpers/fake-clock.ts';

const open = <Store>(newStore: (clock: ReturnType<typeof fakeClock>) => Store) => {
  const clock = fakeClock();
  return {
    store: newStore(clock),
    advance: (ms: number) => clock.advance(ms),
    close: async () => undefined,
  };
};

const runner = { describe, test };
describeChallengeStore(runner, 'the memory challenge store', async () =>
  open(memoryChallengeStore),
);
describeCounterStore(runner, 'the memory counter store', async () => open(memoryCounterStore));
describeKnownBrowserStore(runner, 'the memory known-browser store', async () =>
  open(memoryKnownBrowserStore),
);
