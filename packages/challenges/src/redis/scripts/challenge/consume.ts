import { script, type Script } from '../../script.ts';
import { record } from './record.ts';

/** `afterClaim` of `stores/moves.ts`. KEYS: of the challenge. ARGV: the binding and the details that the request has. */
export const consume: Script = script(
  record,
  `
local record = current(KEYS[1])
if not record or record.state ~= 'approved' then return answer(record, false) end
if record.binding ~= ARGV[1] then
  changed(record, { state = 'void', failure = 'binding' })
elseif record.details ~= ARGV[2] then
  changed(record, { state = 'void', failure = 'details' })
else
  changed(record, { state = 'consumed' })
end
return answer(record, record.state == 'consumed')
`,
);
