import { script, type Script } from '../../script.ts';
import { record } from './record.ts';

/** `afterRenewal` of `stores/moves.ts`. KEYS: of the challenge. ARGV: the holder. */
export const renew: Script = script(
  record,
  `
local record = current(KEYS[1])
if not record then return 0 end
if record.state == 'pending' and record.holder == ARGV[1] then
  record.leaseUntil = now + record.leaseMs
  write(record)
  return 1
end
save(record)
return 0
`,
);
