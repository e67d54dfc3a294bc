import { describeRedisStores } from './helpers/redis-suites.ts';
import { startSingleServer } from './helpers/single-server.ts';

describeRedisStores('one Redis', startSingleServer);
