import { script, type Script } from '../script.ts';
import { redisTime } from './redis-time.ts';

/** KEYS: the sorted set of who has a place, by the end of it. ARGV: the member, how many places there are, and for how many milliseconds. */
export const enter: Script = script(
  redisTime,
  `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local hasOne = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not hasOne and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
`,
);

/** KEYS: as above. ARGV: the member. */
export const leave: Script = script(`return redis.call('ZREM', KEYS[1], ARGV[1])`);
