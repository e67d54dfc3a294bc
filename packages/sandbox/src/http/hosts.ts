import { Refusal } from './refusal.ts';

/** Serves one request. */
export type Serve<Env> = (request: Request, env: Env) => Response | Promise<Response>;

/** The parts of the sandbox, each on a host of its own. */
export interface Parts<Env> {
  readonly api: Serve<Env>;
  readonly phone: Serve<Env>;
  readonly inbox: Serve<Env>;
  readonly console: Serve<Env>;
}

/**
 * Serves each host its part and no other host anything: a page on the internet can make its own name point here
 * (DNS rebinding), but it cannot choose the Host that its requests then carry.
 */
export function byHost<Env>(parts: Parts<Env>): Serve<Env> {
  const hosts = new Map<string, Serve<Env>>([
    ['localhost', parts.api],
    ['127.0.0.1', parts.api],
    ['[::1]', parts.api],
    ['phone.localhost', parts.phone],
    ['inbox.localhost', parts.inbox],
    ['console.localhost', parts.console],
  ]);
  return (request, env) => {
    const serve = hosts.get(new URL(request.url).hostname);
    return serve === undefined ? misdirected(hosts.keys()) : serve(request, env);
  };
}

function misdirected(hosts: Iterable<string>): Response {
  return new Refusal(
    421,
    `The sandbox answers only to the hosts ${[...hosts].join(', ')}, so that no page of another site can reach it. Use one of them.`,
  ).response();
}
