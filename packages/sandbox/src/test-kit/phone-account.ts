import type { WaitingAnswer } from '../answers.ts';
import { deviceToken } from '../phone/device-token.ts';
import type { LinkedAccount } from '../phone/linked-account.ts';
import { openRequest } from '../phone/open-request.ts';
import { signDecision } from '../phone/sign-decision.ts';
import type { Decision } from '../protocol.ts';
import { codeIn } from './code-in.ts';
import { loopbackCall } from './loopback-call.ts';
import type { PhoneRequest } from './phone.ts';

/** A request as it arrives, before its signature is verified. */
export type Arrived = WaitingAnswer['requests'][number];

/** How long the server is asked to hold a look, in seconds. */
const holdSeconds = 25;

/** One account on a phone. */
export class PhoneAccount {
  /** The phone's host. */
  readonly #server: string;
  readonly #account: LinkedAccount;
  readonly #shown = new Set<string>();
  #waiting: readonly string[] = [];

  constructor(server: string, account: LinkedAccount) {
    this.#server = server;
    this.#account = account;
  }

  /** Waits for news; a request that was not shown yet, if that is the news. */
  async look(signal: AbortSignal): Promise<Arrived | undefined> {
    const url = new URL('/api/requests', this.#server);
    url.searchParams.set('wait', String(holdSeconds));
    url.searchParams.set('known', this.#waiting.filter((id) => this.#shown.has(id)).join());
    const { requests } = await loopbackCall<WaitingAnswer>(url, {
      headers: { authorization: `Bearer ${await deviceToken(this.#account)}` },
      signal,
    });
    this.#waiting = requests.map(({ id }) => id);
    return requests.find(({ id }) => !this.#shown.has(id));
  }

  /** Opens a request; undefined where that was done before. */
  async show({ id, jws }: Arrived): Promise<PhoneRequest | undefined> {
    if (this.#shown.has(id)) {
      return undefined;
    }
    this.#shown.add(id);
    const { application, accountName, prompt, summary, details, ...opened } = await openRequest(
      jws,
      this.#account,
    );
    const answer = async (decision: Decision): Promise<void> => {
      await loopbackCall(new URL(`/api/requests/${id}/decision`, this.#server), {
        method: 'POST',
        body: { decision: await signDecision(this.#account, opened, decision) },
      });
    };
    return {
      application,
      accountName,
      ...(prompt !== undefined && { prompt }),
      summary,
      details,
      code: codeIn(details),
      approve: () => answer('approve'),
      deny: () => answer('deny'),
    };
  }
}
