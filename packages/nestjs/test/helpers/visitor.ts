/** A browser with a cookie jar of its own, on pages of the application. */
export interface Visitor {
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

export const visitor = (origin: string): Visitor => {
  const cookies = new Map<string, string>();
  return {
    post: async (path, body = {}, headers = {}) => {
      const response = await fetch(`${origin}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          origin,
          'content-type': 'application/json',
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
        cookies.set(name, value);
      }
      return response;
    },
  };
};

/** The start of a request that a script sends. */
export const async = { prefer: 'respond-async' } as const;

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
