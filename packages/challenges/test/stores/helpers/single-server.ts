import { startRedis } from '@bloksec/redis-server';
import { createClient } from 'redis';
import { documentedUser } from './documented-user.ts';
import type { ServerUnderTest } from './redis-suites.ts';

/** A server and a client of it. */
export const startSingleServer = async (program?: string): Promise<ServerUnderTest> => {
  const server = await startRedis(program === undefined ? {} : { program });
  const client = createClient({ url: server.url, ...(await documentedUser(server.url)) });
  await client.connect();
  return {
    client,
    now: async () => milliseconds(await client.sendCommand(['TIME'])),
    stop: async () => {
      client.destroy();
      await server.stop();
    },
  };
};

/** What TIME answers, in milliseconds. */
export const milliseconds = (time: unknown): number => {
  const [seconds, microseconds] = time as [string, string];
  return Number(seconds) * 1000 + Number(microseconds) / 1000;
};
