import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

/** An answer, read to its end. */
export interface HostAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  json<Body>(): Body;
}

/** Sends one request to a host of the sandbox, by the loopback address, with exactly these headers. */
export async function atHost(
  host: string,
  port: string | number,
  path: string,
  init: {
    method?: string;
    headers?: Record<string, string>;
    body?: unknown;
    address?: string;
  } = {},
): Promise<HostAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HostAnswer>();
  const outgoing = request(
    {
      host: init.address ?? '127.0.0.1',
      port,
      path,
      method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
      agent: false,
      headers: {
        host,
        ...(init.body !== undefined && { 'content-type': 'application/json' }),
        ...init.headers,
      },
    },
    (response) => {
      response.setEncoding('utf8');
      response.toArray().then((chunks) => {
        const text = chunks.join('');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: <Body>() => JSON.parse(text) as Body,
        });
      }, reject);
    },
  );
  outgoing.once('error', reject);
  outgoing.end(init.body === undefined ? undefined : JSON.stringify(init.body));
  return promise;
}

/** The same, for the address of a page. */
export function atPage(
  page: string,
  path: string,
  init: Parameters<typeof atHost>[3] = {},
): Promise<HostAnswer> {
  const { host, port } = new URL(page);
  return atHost(host, port, path, init);
}
