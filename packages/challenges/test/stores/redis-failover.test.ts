import { startRedis } from '@bloksec/redis-server';
import { createClient } from 'redis';
import { expect, onTestFinished, test } from 'vitest';
import { redisStores } from '../../src/redis/index.ts';
import { accepted, claim, keyOf, newChallenge } from '../../src/testing/challenge/challenges.ts';
import { openStores } from './helpers/opened-stores.ts';

const slowly = { timeout: 20_000 };

/** A primary with one replica that has everything so far. `takeOver` makes the replica a primary of its own. */
const primaryAndReplica = async () => {
  const primary = await openStores({ args: ['--repl-diskless-sync-delay', '0'] });
  const replica = await startRedis({
    args: ['--replicaof', '127.0.0.1', `${primary.server.port}`],
  });
  onTestFinished(() => replica.stop());
  const client = createClient({ url: replica.url });
  await client.connect();
  onTestFinished(() => client.destroy());
  const replicas = async () =>
    Number(/connected_slaves:(\d+)/.exec(String(await primary.ask('INFO', 'replication')))?.[1]);
  return {
    primary,
    replica: redisStores(client).challengeStore,
    replicated: () => primary.ask('WAIT', '1', '0'),
    takeOver: async () => {
      await client.sendCommand(['REPLICAOF', 'NO', 'ONE']);
      await expect.poll(replicas, slowly).toBe(0);
    },
  };
};

test('T32: a replica that takes over without the last write gives an approval again, and under the same ref', async () => {
  const { primary, replica, replicated, takeOver } = await primaryAndReplica();
  const challenge = newChallenge();
  await primary.challengeStore.create(challenge);
  await primary.challengeStore.move(keyOf(challenge), accepted);
  await replicated();
  await takeOver();
  const first = await primary.challengeStore.consume(keyOf(challenge), claim);
  const second = await replica.consume(keyOf(challenge), claim);
  expect([first.consumed, second.consumed]).toEqual([true, true]);
  // What a ledger has under a unique key, it refuses the second time.
  expect(second.challenge?.ref).toBe(first.challenge?.ref);
});

test('T32: a replica that has the last write gives nothing again', async () => {
  const { primary, replica, replicated, takeOver } = await primaryAndReplica();
  const challenge = newChallenge();
  await primary.challengeStore.create(challenge);
  await primary.challengeStore.move(keyOf(challenge), accepted);
  expect(await primary.challengeStore.consume(keyOf(challenge), claim)).toMatchObject({
    consumed: true,
  });
  await replicated();
  await takeOver();
  expect(await replica.consume(keyOf(challenge), claim)).toMatchObject({
    consumed: false,
    challenge: { state: 'consumed' },
  });
});

test('T32: a primary that wants a replica for every write uses nothing up without one', async () => {
  const { primary, replicated, takeOver } = await primaryAndReplica();
  const challenge = newChallenge();
  await primary.challengeStore.create(challenge);
  await primary.challengeStore.move(keyOf(challenge), accepted);
  await primary.ask('CONFIG', 'SET', 'min-replicas-to-write', '1');
  await replicated();
  await takeOver();
  await expect(primary.challengeStore.consume(keyOf(challenge), claim)).rejects.toThrow(
    /NOREPLICAS/,
  );
});
