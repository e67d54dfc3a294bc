import type { Delivered } from '../errors/error-code.ts';
import type { RequestEvent, ResponseEvent } from '../trace-events.ts';

/** The caller's functions that follow each request. */
export interface TraceHooks {
  readonly onRequest: ((event: RequestEvent) => unknown) | undefined;
  readonly onResponse: ((event: ResponseEvent) => unknown) | undefined;
}

/** Tells the hooks of one request: that it goes out, and, once only, how it ended. */
export class AttemptTrace {
  readonly #hooks: TraceHooks;
  readonly #request: RequestEvent;
  readonly #startedAt: number = performance.now();
  #ended = false;

  constructor(hooks: TraceHooks, request: RequestEvent) {
    this.#hooks = hooks;
    this.#request = request;
    tell(hooks.onRequest, request);
  }

  end(delivered: Delivered, how: Pick<ResponseEvent, 'status' | 'failure'>): void {
    if (this.#ended) return;
    this.#ended = true;
    const durationMs = performance.now() - this.#startedAt;
    tell(this.#hooks.onResponse, { request: this.#request, durationMs, delivered, ...how });
  }
}

/** A hook looks on: what it throws or rejects with changes nothing. */
function tell<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): void {
  if (hook === undefined) return;
  const told = async (): Promise<unknown> => hook(event);
  told().catch(() => undefined);
}
