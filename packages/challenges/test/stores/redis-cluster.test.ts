import { startRedisCluster } from '@bloksec/redis-server';
import { createCluster } from 'redis';
import { documentedUser } from './helpers/documented-user.ts';
import { describeRedisStores } from './helpers/redis-suites.ts';
import { milliseconds } from './helpers/single-server.ts';

describeRedisStores('on a Redis cluster of three nodes', async () => {
  const cluster = await startRedisCluster();
  const [user] = await Promise.all(cluster.urls.map(documentedUser));
  const client = createCluster({
    rootNodes: cluster.urls.map((url) => ({ url })),
    ...(user === undefined ? {} : { defaults: user }),
  });
  await client.connect();
  return {
    client,
    // All nodes share the clock of this machine.
    now: async () => milliseconds(await client.sendCommand(undefined, true, ['TIME'])),
    stop: async () => {
      client.destroy();
      await cluster.stop();
    },
  };
});
