import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServerChallenge, type Fault, type GateOptions } from './challenge.ts';

/** A request as it came. */
export interface Hit {
  readonly method: string;
  readonly url: string;
  readonly prefer: string;
  readonly challenge: string | undefined;
  readonly type: string;
  readonly body: string;
  readonly at: number;
}

type Page = { type: string; body: string; headers?: Record<string, string> };
type Handler = (hit: Hit, response: ServerResponse) => void;

const done: Handler = (_hit, response) => response.end('done');

/**
 * An application with a gate before every route that is no page. Strict: it lists in `violations` whatever a correct client
 * never sends, so a test that ends with an empty list has also proved its requests.
 */
export class ProtocolServer {
  readonly hits: Hit[] = [];
  readonly violations: string[] = [];
  readonly pages: Map<string, Page> = new Map();
  readonly faults: Fault[] = [];
  options: GateOptions = {};
  handler: Handler = done;
  challenge: ServerChallenge | undefined;
  handled = 0;
  url = '';
  #inFlight: ServerResponse | undefined;
  #watchers = new Set<() => void>();
  readonly #server: Server = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => this.violations.push(String(error)));
  });

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Throws where the client sent what it never sends. */
  check(): void {
    if (this.violations.length > 0)
      throw new Error(`Against the protocol: ${this.violations.join()}`);
  }

  reset(options: GateOptions = {}): void {
    this.hits.length = this.violations.length = this.faults.length = this.handled = 0;
    this.handler = done;
    this.options = options;
    this.challenge = undefined;
  }

  /** The phone accepts. */
  accept(): void {
    (this.challenge as ServerChallenge).accepted = true;
    this.challenge?.changed();
  }

  /** The challenge ends with this problem. */
  end(name: string): void {
    (this.challenge as ServerChallenge).end = name;
    this.challenge?.changed();
  }

  /** Resolves once so many guarded requests have come. */
  async untilHits(count: number): Promise<Hit> {
    while (this.hits.length < count) {
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
    return this.hits[count - 1] as Hit;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = request.method === 'GET' && this.pages.get(request.url ?? '');
    if (page) {
      response.writeHead(200, { 'content-type': page.type, ...page.headers }).end(page.body);
      return;
    }
    const hit: Hit = {
      method: request.method ?? '',
      url: request.url ?? '',
      prefer: String(request.headers['prefer']),
      challenge: request.headers['bloksec-challenge'] as string | undefined,
      type: `${request.headers['content-type']}`,
      body: Buffer.concat(await request.toArray()).toString(),
      at: performance.now(),
    };
    this.hits.push(hit);
    await this.#alone(response);
    for (const tell of this.#watchers) tell();
    this.#watchers.clear();
    const fault = this.faults.shift();
    if (fault === 'cut') request.socket.destroy();
    else if (fault) response.writeHead(fault.status, fault.headers).end(fault.body);
    else await this.#gate(hit, response);
  }

  /** One request in flight: the one before must be over, or be let go of right now. */
  async #alone(response: ServerResponse): Promise<void> {
    const before = this.#inFlight;
    this.#inFlight = response;
    if (!before || before.closed) return;
    const late = setTimeout(() => this.violations.push('two requests in flight'), 2000);
    await once(before, 'close');
    clearTimeout(late);
  }

  async #gate(hit: Hit, response: ServerResponse): Promise<void> {
    const { challenge } = this;
    if (hit.challenge === undefined) {
      if (hit.prefer !== 'respond-async') this.violations.push(`first with Prefer: ${hit.prefer}`);
      this.challenge = challenge && !challenge.end ? challenge : new ServerChallenge(this.options);
      answer(response, 401, this.challenge.view('approval-required'));
      return;
    }
    const match = /^"([\w-]{27})"(?:; (?:code="(\d+)"|(cancel)))?$/.exec(hit.challenge);
    if (!challenge || match?.[1] !== challenge.id) {
      this.violations.push(`challenge: ${hit.challenge}`);
      answer(response, 404, { type: 'about:blank' });
      return;
    }
    const first = this.hits.findLast((other) => !other.challenge) as Hit;
    for (const part of ['method', 'url', 'type', 'body'] as const) {
      if (hit[part] !== first[part]) this.violations.push(`another ${part}`);
    }
    const [, , code, cancel] = match;
    const holds = hit.prefer === 'respond-async, wait=25';
    if (holds ? code || cancel : hit.prefer !== 'respond-async') {
      this.violations.push(`repeat with Prefer: ${hit.prefer}`);
    }
    await this.#repeat(challenge, { code, cancel: cancel !== undefined, holds }, hit, response);
  }

  async #repeat(
    challenge: ServerChallenge,
    { code, cancel, holds }: { code: string | undefined; cancel: boolean; holds: boolean },
    hit: Hit,
    response: ServerResponse,
  ): Promise<void> {
    if (cancel && challenge.end !== 'through') challenge.end = 'approval-cancelled';
    if (code !== undefined && !challenge.codeOk) {
      challenge.codeOk = code === challenge.options.code;
      if (!challenge.codeOk) {
        challenge.attemptsLeft -= 1;
        const left = { attempts_left: challenge.attemptsLeft };
        if (!challenge.attemptsLeft) challenge.end = 'code-mismatch';
        answer(response, 403, challenge.problem('code-mismatch', left));
        return;
      }
    }
    const waits = holds && !challenge.approved && challenge.end === undefined;
    if (waits) await challenge.untilChanged(challenge.options.holdMs ?? 25_000);
    if (response.closed) return;
    if (challenge.end !== undefined) {
      const name = challenge.end === 'through' ? 'approval-consumed' : challenge.end;
      answer(response, 401, challenge.problem(name));
    } else if (challenge.approved && !waits) {
      challenge.end = 'through';
      this.handled += 1;
      this.handler(hit, response);
    } else {
      const soon = challenge.approved ? { 'retry-after': '0' } : undefined;
      answer(response, 401, challenge.view('approval-pending'), soon);
    }
  }
}

const answer = (
  response: ServerResponse,
  status: number,
  problem: object,
  headers?: Record<string, string>,
): void => {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
  response.end(JSON.stringify(problem));
};
