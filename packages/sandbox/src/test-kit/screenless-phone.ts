import type { InvitationAnswer, LinkedAnswer } from '../answers.ts';
import { makeAccountKey } from '../phone/account-key.ts';
import { proveEnrolment } from '../phone/prove-enrolment.ts';
import { loopbackCall } from './loopback-call.ts';
import type { Phone, PhoneRequest } from './phone.ts';
import { PhoneAccount } from './phone-account.ts';

/** A phone that does all a phone does, but for the screen. */
export class ScreenlessPhone implements Phone {
  readonly #accounts: PhoneAccount[] = [];
  #accountAdded = new AbortController();

  async accept(link: string): Promise<void> {
    const { origin, pathname } = new URL(link);
    const token = pathname.split('/').at(-1) ?? '';
    const invitation = `${origin}/api/registrations/${token}`;
    const { nonce, apiOrigin, serverKey } = await loopbackCall<InvitationAnswer>(
      new URL(invitation),
    );
    const key = await makeAccountKey();
    const { accountId } = await loopbackCall<LinkedAnswer>(new URL(`${invitation}/accept`), {
      method: 'POST',
      body: { proof: await proveEnrolment(key, { token, nonce, apiOrigin }) },
    });
    this.#accounts.push(new PhoneAccount(origin, { ...key, accountId, apiOrigin, serverKey }));
    this.#accountAdded.abort();
    this.#accountAdded = new AbortController();
  }

  async nextRequest(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<PhoneRequest> {
    for (;;) {
      options.signal?.throwIfAborted();
      const { account, arrived } = (await this.#look(options.signal)) ?? {};
      const request = arrived && (await account?.show(arrived));
      if (request !== undefined) {
        return request;
      }
    }
  }

  /** Waits for news of any account; undefined where an account was added meanwhile, so that it has to look again. */
  async #look(signal: AbortSignal | undefined) {
    const added = this.#accountAdded.signal;
    const enough = new AbortController();
    const over = AbortSignal.any([enough.signal, added, ...(signal ? [signal] : [])]);
    try {
      return await Promise.race([
        rejectWhenAborted(over),
        ...this.#accounts.map(async (account) => ({ account, arrived: await account.look(over) })),
      ]);
    } catch (error) {
      if (added.aborted && signal?.aborted !== true) {
        return undefined;
      }
      throw error;
    } finally {
      enough.abort();
    }
  }
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
