import { script, type Script } from '../../script.ts';
import { record } from './record.ts';

/** `afterCode` of `stores/moves.ts`. KEYS: of the challenge. ARGV: the HMAC of the code, and how many may fail. */
export const tryCode: Script = script(
  record,
  `
local record = current(KEYS[1])
if record and record.state == 'pending' and record.codeHash and not record.codeOk then
  if record.codeHash == ARGV[1] then
    changed(record, { codeOk = true })
    approvedIfComplete(record)
  elseif record.codeFailures + 1 < tonumber(ARGV[2]) then
    changed(record, { codeFailures = record.codeFailures + 1 })
  else
    changed(record, {
      codeFailures = record.codeFailures + 1, state = 'failed', failure = 'code-tries',
    })
  end
end
return answer(record, record and record.codeOk)
`,
);
