import { TOMBSTONE_MS } from '../../../stores/moves.ts';
import { redisTime } from '../redis-time.ts';

/** The channel on which every change is announced, as `ref version`. Renewals and new challenges are not. */
export const changesChannel = 'bloksec:changes';

/**
 * What every challenge script begins with: reading, changing and writing a record, which is kept as JSON under one key. The
 * rules are those of `stores/moves.ts`, under the same names.
 *
 * Digests are compared with `==`. Lua compares interned strings by their address, so its time tells nothing of how far two
 * digests agree; and without the key of an HMAC nobody can choose one.
 */
export const record: string = `${redisTime}
-- The key of the challenge at hand, its text as it is stored, and the version of that.
local key, text, version

local function changed(record, change)
  for name, value in pairs(change) do
    record[name] = value
  end
  record.version = record.version + 1
end

local function atTime(record)
  local ends = record['until']
  if record.state == 'pending' and now >= record.leaseUntil and record.leaseUntil < ends then
    changed(record, { state = 'failed', failure = 'lease' })
  elseif (record.state == 'pending' or record.state == 'approved') and now >= ends then
    changed(record, { state = 'expired' })
  end
end

local function approvedIfComplete(record)
  if record.state == 'pending' and record.accepted and (not record.codeHash or record.codeOk) then
    record.state = 'approved'
    record.approvedAt = now
    record['until'] = now + record.approvedMs
  end
end

-- The challenge as it stands now, or nil. Who does not know its owner does not know its key.
local function current(at)
  key = at
  text = redis.call('GET', key)
  if not text then return nil end
  local record = cjson.decode(text)
  version = record.version
  atTime(record)
  return record
end

local function write(record)
  text = cjson.encode(record)
  redis.call('SET', key, text, 'PXAT', math.ceil(record['until']) + ${TOMBSTONE_MS})
end

-- Writes and announces what has changed.
local function save(record)
  if record.version == version then return end
  write(record)
  redis.call('PUBLISH', '${changesChannel}', record.ref .. ' ' .. record.version)
end

-- Saves, and answers: the time, the challenge if there is one, and whether what was asked for was done.
local function answer(record, done)
  if not record then return { now, false, 0 } end
  save(record)
  return { now, text, done and 1 or 0 }
end
`;
