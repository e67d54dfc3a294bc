import { expect, vi } from 'vitest';

/** A browser with a cookie jar of its own, on pages of the application. */
export interface Visitor {
  cookies(): ReadonlyMap<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  head(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<Response>;
}

export const visitor = (origin: string): Visitor => {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${origin}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { origin, cookie, ...(init.headers as Record<string, string>) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies: () => cookies,
    get: (path, headers = {}) => send(path, { headers }),
    head: (path, headers = {}) => send(path, { method: 'HEAD', headers }),
    post: (path, body = {}, headers = {}, signal) =>
      send(path, {
        method: 'POST',
        signal: signal ?? null,
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
  };
};

/** The start of a request that a script sends. */
export const async = { prefer: 'respond-async' } as const;

/** What a browser sends with a form, without script. */
export const form = {
  accept: 'text/html',
  'content-type': 'application/x-www-form-urlencoded',
} as const;

/** A repeat. */
export const repeat = (id: string, wait?: number): Readonly<Record<string, string>> => ({
  prefer: wait === undefined ? 'respond-async' : `respond-async, wait=${wait}`,
  'bloksec-challenge': `"${id}"`,
});

interface ProblemBody {
  readonly type: string;
  readonly challenge?: { readonly id: string; readonly status: string };
  readonly authorization_details?: readonly { readonly title: string; readonly display: unknown }[];
}

export const problemOf = async (response: Response): Promise<ProblemBody> =>
  (await response.json()) as ProblemBody;

/** The status and the last part of the problem's type. */
export const told = async (response: Response): Promise<string> =>
  `${response.status} ${(await problemOf(response)).type.split('/').at(-1)}`;

/** The id of the challenge that an answer names. */
export const idOf = async (response: Response): Promise<string> => {
  const { type, challenge } = await problemOf(response);
  if (challenge === undefined) throw new Error(`${type} names no challenge`);
  return challenge.id;
};

/** Waits for an approval without using it up: a start joins the live challenge, and says how it stands. */
export const untilApproved = (start: () => Promise<Response>): Promise<void> =>
  vi.waitFor(
    async () => expect((await problemOf(await start())).challenge?.status).toBe('approved'),
    { timeout: 20_000, interval: 20 },
  );
