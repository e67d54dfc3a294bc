export type { RedisConnection, RedisSubscriber } from './redis-connection.ts';
export { redisStores, type RedisStores } from './redis-stores.ts';
