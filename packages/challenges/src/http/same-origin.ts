import type { GateRequest } from '../gate/gate-request.ts';
import { headerValue } from './header-value.ts';

/** An origin as a URL; undefined where it is none (`null`, or not a URL). */
export const originOf = (origin: string): URL | undefined =>
  URL.canParse(origin) ? new URL(origin) : undefined;

/**
 * Whether the request may start or continue an approval: `Sec-Fetch-Site` decides where it is sent, the host of
 * `Origin` where it is not; neither means that no browser sent it. `Origin: null` beside `same-origin` is fine:
 * a strict referrer policy does that to forms.
 */
export const isSameOrigin = (request: GateRequest, host: string): boolean => {
  const site = headerValue(request.headers, 'sec-fetch-site');
  if (site !== undefined) {
    return site === 'same-origin' || (site === 'none' && request.method === 'GET');
  }
  const origin = headerValue(request.headers, 'origin');
  return origin === undefined || originOf(origin)?.host === host;
};
