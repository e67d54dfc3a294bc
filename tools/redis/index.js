// JavaScript on purpose: Node 22.12, our engines floor, cannot import .ts files of another package.
export { findRedis, findValkey } from './find-program.js';
export { startRedis } from './redis-server.js';
export { startRedisCluster } from './redis-cluster.js';
