import { findRedis, findValkey } from '@bloksec/redis-server';
import { describeRedisStores } from './helpers/redis-suites.ts';
import { startSingleServer } from './helpers/single-server.ts';

const [redis, valkey] = [findRedis(), findValkey()];

describeRedisStores(
  `on ${redis} (and on Valkey where the PATH has a valkey-server: ${valkey ?? 'it has none'})`,
  () => startSingleServer(),
);

// Debian has no Valkey before trixie, so it is no requirement.
if (valkey !== undefined && valkey !== redis) {
  describeRedisStores(`on ${valkey}`, () => startSingleServer(valkey));
}
