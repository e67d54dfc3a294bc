import { parseCookie, stringifySetCookie } from 'cookie';
import type { GateRequest } from '../gate/gate-request.ts';
import { headerValue } from './header-value.ts';

/** The gate's two cookies: this browser during a login, and the accounts that it is known for. */
export type GateCookie = 'bloksec' | 'bloksec-known';

const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host) || /\.localhost(:\d+)?$/.test(host);

/**
 * `__Host-` (Secure, no Domain, Path=/) everywhere but in plain-http development on this machine, where not every
 * browser accepts it.
 */
const cookieName = (request: GateRequest, cookie: GateCookie): string =>
  isPlainDevelopment(request) ? cookie : `__Host-${cookie}`;

const isPlainDevelopment = (request: GateRequest): boolean =>
  !request.secure && isLoopback(request.host) && process.env['NODE_ENV'] !== 'production';

/** The value of a cookie of ours. */
export const readCookie = (request: GateRequest, cookie: GateCookie): string | undefined =>
  parseCookie(headerValue(request.headers, 'cookie') ?? '')[cookieName(request, cookie)];

/** A `Set-Cookie` value; an undefined `value` removes the cookie. */
export const setCookie = (
  request: GateRequest,
  cookie: GateCookie,
  value: string | undefined,
  maxAgeSeconds: number,
): string =>
  stringifySetCookie({
    name: cookieName(request, cookie),
    value: value ?? '',
    path: '/',
    secure: !isPlainDevelopment(request),
    httpOnly: true,
    sameSite: 'strict',
    maxAge: value === undefined ? 0 : maxAgeSeconds,
  });
