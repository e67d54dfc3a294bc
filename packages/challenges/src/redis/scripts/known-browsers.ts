import { LISTED_BROWSERS } from '../../stores/known-browser-store.ts';
import { script, type Script } from '../script.ts';
import { redisTime } from './redis-time.ts';

// KEYS of all: the hash of the listed browsers (id to JSON), and the hash of when browsers were revoked (id to time, '*' for all).

/** ARGV: id, what is sealed, and for how many milliseconds it is kept. */
export const remember: Script = script(
  redisTime,
  `
local id, sealed, keepMs = ARGV[1], ARGV[2], tonumber(ARGV[3])
local before = redis.call('HGET', KEYS[1], id)
local since = before and cjson.decode(before).since or now
local browser = { sealed = sealed, since = since, lastUsedAt = now, ['until'] = now + keepMs }
redis.call('HSET', KEYS[1], id, cjson.encode(browser))
redis.call('PEXPIRE', KEYS[1], keepMs)

local listed = redis.call('HGETALL', KEYS[1])
local left, oldest, oldestUse = 0, nil, nil
for index = 1, #listed, 2 do
  local each = cjson.decode(listed[index + 1])
  if each['until'] <= now then
    redis.call('HDEL', KEYS[1], listed[index])
  else
    left = left + 1
    if listed[index] ~= id and (not oldestUse or each.lastUsedAt < oldestUse) then
      oldest, oldestUse = listed[index], each.lastUsedAt
    end
  end
end
if left > ${LISTED_BROWSERS} then redis.call('HDEL', KEYS[1], oldest) end
return now
`,
);

/** ARGV: id, when its cookie was issued, and how many milliseconds it is good for. */
export const isKnown: Script = script(
  redisTime,
  `
local issuedAt, keepMs = tonumber(ARGV[2]), tonumber(ARGV[3])
if issuedAt <= now - keepMs then return 0 end
for _, revokedAt in ipairs(redis.call('HMGET', KEYS[2], ARGV[1], '*')) do
  if revokedAt and issuedAt <= tonumber(revokedAt) then return 0 end
end
return 1
`,
);

/** Answers the time, then id and JSON of each. */
export const list: Script = script(
  redisTime,
  `
return { now, redis.call('HGETALL', KEYS[1]) }
`,
);

/** ARGV: for how many milliseconds it is remembered, and the id; without one, all are revoked. */
export const revoke: Script = script(
  redisTime,
  `
local keepMs, id = tonumber(ARGV[1]), ARGV[2]
if id then
  redis.call('HDEL', KEYS[1], id)
  local revoked = redis.call('HGETALL', KEYS[2])
  for index = 1, #revoked, 2 do
    if tonumber(revoked[index + 1]) <= now - keepMs then redis.call('HDEL', KEYS[2], revoked[index]) end
  end
else
  redis.call('DEL', KEYS[1], KEYS[2])
end
redis.call('HSET', KEYS[2], id or '*', now)
redis.call('PEXPIRE', KEYS[2], keepMs)
`,
);
