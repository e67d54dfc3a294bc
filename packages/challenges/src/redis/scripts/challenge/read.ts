import { script, type Script } from '../../script.ts';
import { record } from './record.ts';

/** KEYS: of the challenge. */
export const read: Script = script(
  record,
  `
return answer(current(KEYS[1]), true)
`,
);
