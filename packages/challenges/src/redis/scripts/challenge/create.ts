import { script, type Script } from '../../script.ts';
import { record } from './record.ts';

/**
 * KEYS: of the challenge, and of the live one with its `joinKey`. ARGV: the new challenge as JSON.
 *
 * The second key holds the ref of the live challenge. That challenge's key is not declared, since nobody knows it before: it
 * differs from the first in the ref only, and so lies in the same slot.
 */
export const create: Script = script(
  record,
  `
local new = cjson.decode(ARGV[1])
local liveRef = redis.call('GET', KEYS[2])
if liveRef then
  local live = current(string.sub(KEYS[1], 1, -#new.ref - 1) .. liveRef)
  if live and (live.state == 'pending' or live.state == 'approved') then
    return answer(live, false)
  end
  if live then save(live) end
end

new.state = 'pending'
new.accepted = false
new.refused = false
new.codeOk = false
new.codeFailures = 0
new['until'] = now + new.pendingMs
new.leaseUntil = now + new.leaseMs
new.version = 1
key, version = KEYS[1], 1
write(new)
redis.call('SET', KEYS[2], new.ref, 'PXAT', math.ceil(new['until'] + new.approvedMs))
return answer(new, true)
`,
);
