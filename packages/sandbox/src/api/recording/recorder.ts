import type { Context, MiddlewareHandler } from 'hono';
import { beginCall, endCall } from '../../state/calls.ts';
import type { State } from '../../state/state.ts';
import type { ApiEnvironment } from '../environment.ts';
import { redactBody, redactHeaders } from './redact.ts';

/** One call of the API, for a test to look at. */
export interface RecordedRequest {
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  /** The JSON that was sent, or the text where it was not JSON; undefined for none. */
  readonly body: unknown;
  /** Undefined until it is answered, and for good where it never was. */
  readonly status?: number;
  readonly startedAt: Date;
}

type Writable = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** Keeps a record of every call of the API, answered or not. */
export class Recorder {
  readonly #state: State;
  readonly #requests: Writable[] = [];

  constructor(state: State) {
    this.#state = state;
  }

  /** The calls since the sandbox was started. */
  requests(): readonly RecordedRequest[] {
    return [...this.#requests];
  }

  readonly middleware: MiddlewareHandler<ApiEnvironment> = async (c, next) => {
    const startedAt = new Date();
    const { pathname, search } = new URL(c.req.url);
    const body = value(new TextDecoder().decode(await c.req.arrayBuffer()));
    const call = { method: c.req.method, path: pathname + search, body, startedAt };
    const recorded: Writable = { ...call };
    this.#requests.push(recorded);
    const id = await beginCall(this.#state, {
      ...call,
      headers: redactHeaders(c.req.header()),
      body: redactBody(body) ?? null,
    });
    await next();
    const end = await this.#end(c);
    if (end.status !== null) {
      recorded.status = end.status;
    }
    await endCall(this.#state, id, {
      ...end,
      durationMs: Date.now() - startedAt.getTime(),
      authRequestId: c.get('authRequestId'),
    });
  };

  async #end(c: Context<ApiEnvironment>) {
    if (c.get('cut') === true || c.req.raw.signal.aborted) {
      const outcome = c.get('cut') === true ? 'cut' : 'disconnected';
      return { outcome, status: null, answer: null } as const;
    }
    const answer = value(await c.res.clone().text()) ?? null;
    return { outcome: 'answered', status: c.res.status, answer } as const;
  }
}

function value(text: string): unknown {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
