import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** A call of one of the sandbox's hosts. */
export interface LoopbackCall {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls the sandbox and returns the JSON of its answer. Unlike browsers, Node asks the system's resolver for
 * `phone.localhost`, which seldom knows it: so this connects to the loopback address itself and only names the host.
 * @throws with the detail of the problem where the answer is not a 2xx.
 */
export async function loopbackCall<Answer>(url: URL, call: LoopbackCall = {}): Promise<Answer> {
  const response = await send(url, call);
  const text = (await response.toArray()).join('');
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) {
    throw new Error(`The sandbox answered ${status}: ${detail(text)}`);
  }
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

function send(
  url: URL,
  { method = 'GET', headers, body, signal }: LoopbackCall,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: url.port,
        method,
        path: url.pathname + url.search,
        headers: {
          ...headers,
          host: url.host,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(signal && { signal }),
        agent: false,
      },
      (response) => resolve(response.setEncoding('utf8')),
    );
    outgoing.once('error', (error) =>
      reject(
        signal?.aborted === true
          ? (signal.reason as Error)
          : new Error('The sandbox ended the connection, or is not running.', { cause: error }),
      ),
    );
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function detail(text: string): string {
  try {
    return String((JSON.parse(text) as { detail?: unknown }).detail);
  } catch {
    return text;
  }
}
