import { duration } from '../output/figures.ts';
import type { Finding } from './examine.ts';

/** More than the way and the rounding of a `Date` header explain. In seconds. */
const tolerance = 30;

/** Compares this machine's clock with the `Date` of an answer (RFC 9110 section 6.6.1). */
export function examineClock(date: string | null, receivedAt: number): Finding {
  const check = 'clock';
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs)) {
    return { check, result: 'skipped', text: 'the answer does not say what time it is' };
  }
  const ahead = (receivedAt - theirs) / 1000;
  const off = duration(Math.abs(ahead));
  if (Math.abs(ahead) <= tolerance) {
    return { check, result: 'ok', text: `within ${tolerance} s of the server's` };
  }
  return {
    check,
    result: 'wrong',
    text: `This machine's clock is ${off} ${ahead > 0 ? 'ahead of' : 'behind'} the server's. Set it by NTP.`,
  };
}
