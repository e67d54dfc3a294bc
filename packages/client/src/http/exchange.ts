import type { Delivered } from '../errors/error-code.ts';

/** The life of one call: its deadline, its end by the caller, and what is known of its delivery. */
export class Exchange {
  /** Ends every socket and delay of the call. */
  readonly signal: AbortSignal;
  /** Rejects when the caller or the deadline ends the call. */
  readonly ended: Promise<never>;
  /** Who ended it, if anybody did. */
  endedBy: 'caller' | 'deadline' | undefined;

  readonly #controller = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #deadline: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  #delivered: Delivered = 'no';
  #inFlight = false;

  constructor(timeoutMs: number, caller: AbortSignal | undefined) {
    this.signal = this.#controller.signal;
    this.ended = new Promise((_resolve, reject) => {
      this.signal.addEventListener('abort', () => reject(new Error('ended')), { once: true });
    });
    // Whoever waits for it hears it; nobody has to.
    this.ended.catch(() => undefined);
    this.#deadline = performance.now() + timeoutMs;
    this.#timer = setTimeout(() => this.#end('deadline'), timeoutMs);
    this.#caller = caller;
    caller?.addEventListener('abort', this.#onCallerAbort);
    if (caller?.aborted === true) this.#end('caller');
  }

  /** The strongest fact of all attempts so far. While one is under way it may have arrived. */
  get delivered(): Delivered {
    return this.#inFlight ? stronger(this.#delivered, 'unknown') : this.#delivered;
  }

  get remainingMs(): number {
    return this.#deadline - performance.now();
  }

  throwIfEnded(): void {
    this.signal.throwIfAborted();
  }

  attemptStarts(): void {
    this.#inFlight = true;
  }

  attemptEnds(delivered: Delivered): void {
    this.#inFlight = false;
    this.#delivered = stronger(this.#delivered, delivered);
  }

  /** Lets go of the timer and of the caller's signal, which may live as long as the application. */
  close(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onCallerAbort);
  }

  readonly #onCallerAbort = (): void => this.#end('caller');

  #end(by: 'caller' | 'deadline'): void {
    this.endedBy ??= by;
    this.#controller.abort();
  }
}

const strength: Record<Delivered, number> = { no: 0, unknown: 1, yes: 2 };

function stronger(a: Delivered, b: Delivered): Delivered {
  return strength[a] >= strength[b] ? a : b;
}
