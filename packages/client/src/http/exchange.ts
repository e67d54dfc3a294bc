import type { Delivered } from '../errors/error-code.ts';
import { AttemptTrace, type TraceHooks } from './attempt-trace.ts';
import type { RequestEvent } from '../trace-events.ts';

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
  readonly #hooks: TraceHooks;
  #delivered: Delivered = 'no';
  #attempts = 0;
  #inFlight: AttemptTrace | undefined;

  constructor(timeoutMs: number, caller: AbortSignal | undefined, hooks: TraceHooks) {
    this.#hooks = hooks;
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
    return this.#inFlight === undefined ? this.#delivered : stronger(this.#delivered, 'unknown');
  }

  get remainingMs(): number {
    return this.#deadline - performance.now();
  }

  throwIfEnded(): void {
    this.signal.throwIfAborted();
  }

  attemptStarts(request: Omit<RequestEvent, 'attempt'>): void {
    this.#attempts += 1;
    this.#inFlight = new AttemptTrace(this.#hooks, { ...request, attempt: this.#attempts });
  }

  /** The head of an answer came. */
  attemptAnswered(status: number): void {
    this.#attemptEnds('yes', { status });
  }

  attemptFailed(delivered: 'no' | 'unknown'): void {
    this.#attemptEnds(delivered, { failure: failures[this.endedBy ?? 'connection'] });
  }

  /**
   * Lets go of the timer and of the caller's signal, which may live as long as the application. An own fetch that does
   * not listen to the signal may still be under way: nobody waits for it any more.
   */
  close(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onCallerAbort);
    if (this.#inFlight !== undefined) this.attemptFailed('unknown');
  }

  readonly #onCallerAbort = (): void => this.#end('caller');

  #attemptEnds(delivered: Delivered, how: Parameters<AttemptTrace['end']>[1]): void {
    this.#delivered = stronger(this.#delivered, delivered);
    this.#inFlight?.end(delivered, how);
    this.#inFlight = undefined;
  }

  #end(by: 'caller' | 'deadline'): void {
    this.endedBy ??= by;
    this.#controller.abort();
  }
}

const failures = {
  caller: 'aborted',
  deadline: 'timeout',
  connection: 'connection-failed',
} as const;

const strength: Record<Delivered, number> = { no: 0, unknown: 1, yes: 2 };

function stronger(a: Delivered, b: Delivered): Delivered {
  return strength[a] >= strength[b] ? a : b;
}
