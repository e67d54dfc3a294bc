import type { MiddlewareHandler } from 'hono';
import { Refusal } from '../../http/refusal.ts';

/** Lets a request that changes something through only from the page itself, or from a caller that is no browser. */
export const sameOriginOnly: MiddlewareHandler = async (c, next) => {
  const { method, headers, url } = c.req.raw;
  if (method !== 'GET' && method !== 'HEAD' && !isSameOrigin(headers, new URL(url))) {
    throw new Refusal(
      403,
      'Only the page of this host itself may do that; this came from another.',
    );
  }
  await next();
};

/** `Sec-Fetch-Site` where the browser sends it, else `Origin`; neither means no browser. */
function isSameOrigin(headers: Headers, { host }: URL): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) {
    return site === 'same-origin';
  }
  const origin = headers.get('origin');
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host);
}
