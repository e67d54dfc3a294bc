/** A request that can be sent again and again, with the same bytes. */
export interface SameRequest {
  /** Aborts it, and every repeat of it. */
  readonly signal: AbortSignal;
  /** Sends it with these header fields besides its own. `stop` ends this sending only. */
  send(headers: Record<string, string>, stop?: AbortSignal): Promise<Response>;
}

/**
 * Takes what `fetch` takes, and keeps the bytes of the body.
 *
 * @param abort aborts it besides the caller's own signal
 * @throws TypeError for another origin: the challenge must never leave this one
 */
export const prepareRequest = async (
  input: RequestInfo | URL,
  init?: RequestInit,
  abort?: AbortSignal,
): Promise<SameRequest> => {
  const origin = globalThis.location?.origin; // Node has none.
  // 'same-origin' also stops a redirect to another origin, which would take the header fields along.
  const request = new Request(input, { ...init, ...(origin && { mode: 'same-origin' }) });
  const target = new URL(request.url).origin;
  if (origin && target !== origin) {
    throw new TypeError(
      `An approved request goes to its own origin only: to ${origin}, not to ${target}.`,
    );
  }
  const body = /^(GET|HEAD)$/.test(request.method) ? null : await request.arrayBuffer();
  const signal = abort ? AbortSignal.any([request.signal, abort]) : request.signal;
  return {
    signal,
    send(headers, stop) {
      const once: RequestInit = { body, signal: stop ? AbortSignal.any([signal, stop]) : signal };
      const next = new Request(request, once);
      for (const [name, value] of Object.entries(headers)) next.headers.append(name, value);
      return fetch(next);
    },
  };
};
