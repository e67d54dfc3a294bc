import { script, type Script } from '../../script.ts';
import { record } from './record.ts';

/** `afterMove` of `stores/moves.ts`. KEYS: of the challenge. ARGV: the move as JSON. */
export const move: Script = script(
  record,
  `
local function isRefusal(move)
  return move.to == 'denied' or move.to == 'expired'
    or (move.to == 'failed' and move.failure == 'provider')
end

-- Whether the state allows the move, which then is made.
local function moved(record, move)
  if move.to == 'void' and record.state == 'approved' then
    changed(record, { state = 'void', failure = move.failure })
    return true
  end
  if record.state ~= 'pending' then return false end
  if move.holder and move.holder ~= record.holder then return false end
  if isRefusal(move) and not record.revealed then
    if record.refused then return false end
    changed(record, { refused = true })
    return true
  end
  if move.to == 'accepted' then
    if record.accepted or record.refused then return false end
    changed(record, { accepted = true, requestId = move.requestId })
    approvedIfComplete(record)
  elseif move.to == 'failed' or move.to == 'void' then
    changed(record, { state = 'failed', failure = move.failure })
  else
    changed(record, { state = move.to })
  end
  return true
end

local record = current(KEYS[1])
return answer(record, record and moved(record, cjson.decode(ARGV[1])))
`,
);
