import type { MiddlewareHandler } from 'hono';

/** What a page may load: its own files, and nothing else from anywhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Headers of everything that the page hosts answer, unless a route has set its own. */
export const pageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  const headers = {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // The address of an invitation is a secret: it must not leave by a Referer.
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
  for (const [name, value] of Object.entries(headers)) {
    if (!c.res.headers.has(name)) {
      c.header(name, value);
    }
  }
};
