const BASE = 'https://bloksec.github.io/bloksec-js/problems/';

/** What a scripted gate may be told to do with the next request: break the connection, or answer something else. */
export type Fault = 'cut' | { status: number; headers?: Record<string, string>; body?: string };

export interface GateOptions {
  purpose?: 'login' | 'step-up';
  code?: string;
  expiresIn?: number;
  holdMs?: number;
  interval?: number;
  display?: [string, string][];
}

/** One challenge as the gate would keep it. */
export class ServerChallenge {
  readonly id: string = Buffer.from(crypto.getRandomValues(new Uint8Array(20))).toString(
    'base64url',
  );
  readonly options: GateOptions;
  accepted = false;
  codeOk: boolean;
  attemptsLeft = 3;
  /** The problem that it ended with, or `through`. */
  end: string | undefined;
  readonly #expires: number;
  #waiters: (() => void)[] = [];

  constructor(options: GateOptions) {
    this.options = options;
    this.codeOk = options.code === undefined;
    this.#expires = performance.now() + (options.expiresIn ?? 60) * 1000;
  }

  get approved(): boolean {
    return this.accepted && this.codeOk && this.end === undefined;
  }

  /** Wakes the requests that wait. */
  changed(): void {
    for (const wake of this.#waiters.splice(0)) wake();
  }

  untilChanged(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#waiters.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  problem(name: string, members: object = {}): object {
    return {
      type: `${BASE}${name}`,
      title: name,
      status: 401,
      detail: `It is ${name}.`,
      ...members,
    };
  }

  /** The problem of a challenge that goes on. */
  view(name: string): object {
    const { purpose = 'step-up', interval = 1, code, display } = this.options;
    return this.problem(name, {
      challenge: {
        id: this.id,
        purpose,
        status: this.approved ? 'approved' : 'pending',
        expires_in: Math.ceil((this.#expires - performance.now()) / 1000),
        interval,
        ...(code && { code: { from: 'phone', length: code.length } }),
        ...(code && this.codeOk && { code_ok: true }),
      },
      ...(purpose === 'step-up' && {
        authorization_details: [
          { type: 'bloksec-step-up', title: 'Transfer', display: display ?? [] },
        ],
      }),
    });
  }
}
