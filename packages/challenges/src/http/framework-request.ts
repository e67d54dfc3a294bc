import type { GateRequest, RequestHeaders } from '../gate/gate-request.ts';

/** What Express 5 and Fastify 5 requests have in common, as far as the gate needs it. */
export interface FrameworkRequest {
  readonly method: string;
  readonly url: string;
  /** The target before a router took its mount path off. */
  readonly originalUrl?: string;
  readonly headers: RequestHeaders;
  readonly body?: unknown;
  readonly rawBody?: unknown;
  readonly ip?: string | undefined;
  readonly protocol: string;
  readonly host: string;
  readonly socket: {
    readonly destroyed: boolean;
    once(event: 'close', listener: () => void): unknown;
  };
}

/** The gate's view of an Express or Fastify request. `ip`, `host` and `protocol` follow the framework's trust-proxy setting. */
export const gateRequestFrom = (
  request: FrameworkRequest,
  action: GateRequest['action'],
): GateRequest => ({
  method: request.method,
  url: request.originalUrl ?? request.url,
  host: request.host,
  secure: request.protocol === 'https',
  headers: request.headers,
  body: request.body,
  rawBody: request.rawBody instanceof Uint8Array ? request.rawBody : undefined,
  clientAddress: request.ip,
  signal: goneSignal(request.socket),
  action,
});

const goneSignals = new WeakMap<object, AbortSignal>();

/** One signal a socket, however many requests it carries: listeners must not pile up on a kept-alive connection. */
const goneSignal = (socket: FrameworkRequest['socket']): AbortSignal => {
  const known = goneSignals.get(socket);
  if (known !== undefined) return known;
  const gone = new AbortController();
  if (socket.destroyed) gone.abort();
  else socket.once('close', () => gone.abort());
  goneSignals.set(socket, gone.signal);
  return gone.signal;
};
