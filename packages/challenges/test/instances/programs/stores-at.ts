import { createClient } from 'redis';
import { redisStores } from '../../../src/redis/index.ts';

/** The stores of a Redis, with a connection of their own. */
export const storesAt = async (
  url: string,
): Promise<{ options: ReturnType<typeof redisStores>; close: () => Promise<void> }> => {
  const client = createClient({ url });
  // The client connects again by itself; what failed meanwhile is the stores' to tell.
  client.on('error', () => undefined);
  await client.connect();
  return { options: redisStores(client), close: async () => client.destroy() };
};
