import type { Context } from 'hono';
import { Refusal } from './refusal.ts';

const longestWaitSeconds = 30;

/** How long the caller asks to be held, in milliseconds: `?wait=` in seconds, at most 30; default 0. */
export function waitMs(c: Context): number {
  return Math.min(wholeNumber(c, 'wait'), longestWaitSeconds) * 1000;
}

/** A query parameter that is a whole number; 0 where it is not given. */
export function wholeNumber(c: Context, name: string): number {
  const text = c.req.query(name) ?? '0';
  if (!/^\d{1,9}$/u.test(text)) {
    throw new Refusal(400, `The parameter ${name} must be a whole number.`);
  }
  return Number(text);
}
