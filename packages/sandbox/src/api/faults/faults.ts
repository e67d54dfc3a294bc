/**
 * What a real service can do to its callers, once, instead of its work:
 * - `status`: this status, with `body` or else a problem document;
 * - `body`: status 200 with exactly this body, as `contentType` (default `application/json`);
 * - `cut`: the connection ends without an answer, `before` the call has had any effect, or `after`;
 * - `hang`: no answer, until the caller hangs up.
 */
export type Fault =
  | { readonly status: number; readonly body?: string; readonly contentType?: string }
  | { readonly body: string; readonly contentType?: string }
  | { readonly cut: 'before' | 'after' }
  | { readonly hang: true };

/** The faults that the next calls of the API will meet, in the order in which they were asked for. */
export class Faults {
  readonly #next: Fault[] = [];

  add(fault: Fault, times: number): void {
    this.#next.push(...Array.from({ length: times }, () => fault));
  }

  take(): Fault | undefined {
    return this.#next.shift();
  }
}
