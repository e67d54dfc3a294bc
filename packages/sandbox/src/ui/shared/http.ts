/** What the server said no to, in its own words (RFC 9457 `detail`). */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The server could not be reached, or did not answer as itself; trying again may help. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** A held request may take as long as it asked for; this much more, and the connection is dead. In milliseconds. */
const graceMs = 15_000;

export interface Call {
  /** The method is POST with a body or `post`, else GET. */
  readonly body?: unknown;
  readonly post?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the server was asked to hold the request, in seconds; default 0. */
  readonly wait?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls the page's own server and reads its JSON; `undefined` where it answers without content.
 * @throws {RefusedError} for a 4xx. @throws {UnreachableError} for everything else that is not a 2xx.
 */
export async function call<Answer>(path: string, options: Call = {}): Promise<Answer> {
  const { status, text } = await exchange(path, options);
  if (status >= 400 && status < 500) {
    throw new RefusedError(status, detailOf(text) ?? `The sandbox answered ${status}.`);
  }
  if (status < 200 || status > 299) {
    throw new UnreachableError(`The sandbox answered ${status}.`);
  }
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function exchange(
  path: string,
  { body, post, headers, wait, signal }: Call,
): Promise<{ status: number; text: string }> {
  const deadline = AbortSignal.timeout((wait ?? 0) * 1000 + graceMs);
  try {
    const response = await fetch(path, {
      method: post === true || body !== undefined ? 'POST' : 'GET',
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    signal?.throwIfAborted();
    throw new UnreachableError('The sandbox cannot be reached.', { cause: error });
  }
}

function detailOf(text: string): string | undefined {
  try {
    const problem: unknown = JSON.parse(text);
    return typeof problem === 'object' && problem !== null && 'detail' in problem
      ? String(problem.detail)
      : undefined;
  } catch {
    return undefined;
  }
}
