import { startRedisCluster } from '@bloksec/redis-server';
import { createClient, createCluster } from 'redis';
import { expect, onTestFinished, test } from 'vitest';
import { redisStores } from '../../src/redis/index.ts';
import { keyOf, newChallenge } from '../../src/testing/challenge/challenges.ts';
import { outcome } from './helpers/outcome.ts';

test('T30: when the node that announces to this process is restarted, who waits hears again', async () => {
  const cluster = await startRedisCluster();
  onTestFinished(() => cluster.stop());
  const client = createCluster({ rootNodes: cluster.urls.map((url) => ({ url })) });
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(() => client.destroy());
  const { challengeStore: store } = redisStores(client);
  onTestFinished(() => store.close());

  /** The nodes that have a subscriber, by number. */
  const announcing = async (): Promise<number[]> => {
    const counts = cluster.urls.map(async (url) => {
      const node = createClient({ url });
      node.on('error', () => undefined);
      await node.connect();
      const { 'bloksec:changes': count } = await node.pubSubNumSub('bloksec:changes');
      node.destroy();
      return count;
    });
    return (await Promise.all(counts)).flatMap((count, index) => (count === 1 ? [index] : []));
  };

  // Enough for every node to have some.
  const challenges = Array.from({ length: 20 }, () => newChallenge());
  for (const challenge of challenges) await store.create(challenge);
  const waiting = challenges.map((challenge) => outcome(store, keyOf(challenge)));
  await expect.poll(announcing, { timeout: 60_000 }).toHaveLength(1);
  const [index = NaN] = await announcing();
  await cluster.nodes[index]?.restart();
  await expect.poll(announcing, { timeout: 60_000 }).toHaveLength(1);
  await expect
    .poll(
      async () => {
        const moves = challenges.map((each) => store.move(keyOf(each), { to: 'cancelled' }));
        return (await Promise.allSettled(moves)).filter(({ status }) => status === 'rejected');
      },
      { timeout: 60_000 },
    )
    .toEqual([]);

  // That node kept nothing; the others did.
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['cancelled', 'unknown']));
}, 180_000);
