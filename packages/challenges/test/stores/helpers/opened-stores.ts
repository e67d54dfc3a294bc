import { type RedisOptions, type RedisServer, startRedis } from '@bloksec/redis-server';
import { createClient } from 'redis';
import { onTestFinished } from 'vitest';
import { type RedisStores, redisStores } from '../../../src/redis/index.ts';

/** Stores on a server of their own, and an operator's connection to it. */
export interface OpenedStores extends RedisStores {
  readonly server: RedisServer;
  /** Sends a command on another connection than the stores'. */
  readonly ask: (...command: string[]) => Promise<unknown>;
  /** What is announced on a channel from now on. */
  readonly subscribe: (channel: string) => Promise<readonly string[]>;
}

/** Opens stores for one test, which may kill and restart their server. */
export const openStores = async (options: RedisOptions = {}): Promise<OpenedStores> => {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  const connect = async () => {
    const client = createClient({ url: server.url });
    // What a client meets while its server is away.
    client.on('error', () => undefined);
    await client.connect();
    onTestFinished(() => client.destroy());
    return client;
  };
  const operator = await connect();
  const stores = redisStores(await connect());
  onTestFinished(() => stores.challengeStore.close());
  return {
    ...stores,
    server,
    ask: (...command) => operator.sendCommand(command),
    subscribe: async (channel) => {
      const heard: string[] = [];
      await (await connect()).subscribe(channel, (message) => heard.push(message));
      return heard;
    },
  };
};
