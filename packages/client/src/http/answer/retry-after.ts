import type { BlokSecFetchHeaders } from '../bloksec-fetch.ts';

/** `Retry-After` in milliseconds, given in seconds or as a date (RFC 9110 section 10.2.3); undefined where it is neither. */
export function retryAfterMs(headers: BlokSecFetchHeaders): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
