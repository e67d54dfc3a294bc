import type { Approval, FrameworkRequest } from '@bloksec/challenges';
import type { APPROVAL } from './bloksec.constants.ts';

/** A session of express-session or @fastify/session, as far as the guards need it. */
export interface PlatformSession {
  readonly id?: string;
  readonly sessionId?: string;
  readonly cookie?: unknown;
  /** What Passport keeps of the user. */
  readonly passport?: unknown;
  reload?(done: (error?: unknown) => void): unknown;
  regenerate?(done: (error?: unknown) => void): unknown;
}

/** An Express or Fastify request, as far as the guards need it. */
export interface PlatformRequest extends FrameworkRequest {
  user?: { readonly accountName?: unknown } | undefined;
  readonly session?: PlatformSession | undefined;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Express. */
  readonly route?: { readonly path?: unknown };
  /** Fastify. */
  readonly routeOptions?: { readonly url?: string };
  [APPROVAL]?: Approval;
}

/** The method and the route's path, as the framework matched it. */
export const operationOf = (request: PlatformRequest): string => {
  const path = request.routeOptions?.url ?? request.route?.path;
  return `${request.method} ${typeof path === 'string' ? path : new URL(request.url, 'http://route.invalid').pathname}`;
};
