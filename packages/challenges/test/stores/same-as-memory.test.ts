import { startRedis } from '@bloksec/redis-server';
import fc from 'fast-check';
import { createClient } from 'redis';
import { expect, onTestFinished, test } from 'vitest';
import { memoryChallengeStore } from '../../src/index.ts';
import { redisStores } from '../../src/redis/index.ts';
import { fakeClock } from '../helpers/fake-clock.ts';
import { ageChallenges } from './helpers/age-challenges.ts';
import { operations, perform } from './helpers/operations.ts';

const times = new Set(['until', 'remainingMs', 'leaseUntil', 'leaseRemainingMs', 'approvedAt']);

/** An answer without what differs from clock to clock. */
const timeless = (answer: unknown): unknown => {
  const text = JSON.stringify(answer, (name, value: unknown) =>
    times.has(name) && typeof value === 'number' ? 'a time' : value,
  );
  return text === undefined ? undefined : JSON.parse(text);
};

test('the Redis store answers any sequence of operations as the memory store does', async () => {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const client = createClient({ url: server.url });
  await client.connect();
  onTestFinished(() => client.destroy());
  const redis = redisStores(client).challengeStore;

  await fc.assert(
    fc.asyncProperty(operations, async (sequence) => {
      await client.flushDb();
      const clock = fakeClock();
      const memory = memoryChallengeStore(clock);
      for (const operation of sequence) {
        if (operation.type === 'pass') {
          await Promise.all([clock.advance(operation.ms), ageChallenges(client, operation.ms)]);
          continue;
        }
        const [expected, actual] = [
          await perform(memory, operation),
          await perform(redis, operation),
        ];
        expect({ operation, answer: timeless(actual) }).toEqual({
          operation,
          answer: timeless(expected),
        });
      }
    }),
    { numRuns: 300 },
  );
}, 120_000);
