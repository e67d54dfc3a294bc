import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { parseSetCookie } from 'cookie';
import type { ProblemDocument } from '../../../src/index.ts';
import { readText } from '../programs/read-text.ts';

/** What came back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The problem's name, `pass` for the application's own answer, `none` where there was no problem document. */
  readonly name: string;
  readonly problem: Partial<ProblemDocument>;
  /** The port of the instance behind the front. */
  readonly instance: string | undefined;
}

/** A browser with a jar of cookies, and as many connections as it likes. */
export interface HttpBrowser {
  readonly cookies: Map<string, string>;
  /** Rejects where the connection is refused or cut. */
  post(
    path: string,
    body: object,
    headers?: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<HttpAnswer>;
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity, scheduling: 'lifo' });

const answerOf = async (message: IncomingMessage): Promise<HttpAnswer> => {
  const { statusCode: status = 0, headers } = message;
  const text = await readText(message);
  const isProblem = headers['content-type'] === 'application/problem+json';
  const problem: Partial<ProblemDocument> = isProblem ? (JSON.parse(text) as ProblemDocument) : {};
  const name = status === 200 ? 'pass' : (problem.type?.split('/').at(-1) ?? 'none');
  const instance = headers['x-instance'];
  return { status, headers, name, problem, instance: instance?.toString() };
};

/** Lets go of every connection that rests: a server that is being stopped need not wait for them. */
export const closeConnections = (): void => agent.destroy();

export const httpBrowser = (port: number): HttpBrowser => {
  const cookies = new Map<string, string>();
  const keepCookies = ({ headers }: HttpAnswer): void => {
    for (const line of headers['set-cookie'] ?? []) {
      const { name, value = '', maxAge } = parseSetCookie(line);
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const send = (
    path: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sent = request({
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        ...(signal && { signal }),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'sec-fetch-site': 'same-origin',
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...headers,
        },
      });
      sent.once('response', resolve);
      sent.once('error', reject);
      sent.end(body);
    });
  return {
    cookies,
    post: async (path, body, headers = {}, signal) => {
      const answer = await answerOf(await send(path, JSON.stringify(body), headers, signal));
      keepCookies(answer);
      return answer;
    },
  };
};
