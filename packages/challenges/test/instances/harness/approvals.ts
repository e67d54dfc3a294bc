import { async, repeat } from '../../helpers/browser.ts';
import { newSession } from '../programs/session.ts';
import type { HttpAnswer, HttpBrowser } from './http-browser.ts';

/** Something that needs an approval: a request, and the browser that sends it until it goes through. */
export interface Errand {
  readonly browser: HttpBrowser;
  readonly path: string;
  readonly body: object;
  readonly accountName: string;
}

export const login = (browser: HttpBrowser, accountName: string): Errand => ({
  browser,
  accountName,
  path: '/login',
  body: { username: accountName },
});

/** A transfer by a user who is logged in already. */
export const transfer = (browser: HttpBrowser, accountName: string, amount: string): Errand => {
  browser.cookies.set('session', newSession(accountName));
  return { browser, accountName, path: '/transfers', body: { to: 'ACME', amount } };
};

/** An errand whose challenge exists. */
export interface Started extends Errand {
  readonly id: string;
  readonly answer: HttpAnswer;
}

/** Asks for the approval; again where it is told to come back later. Throws where the answer names no challenge. */
export const start = async (errand: Errand): Promise<Started> => {
  const answer = await errand.browser.post(errand.path, errand.body, async);
  const comeBackIn = Number(answer.status === 503 && answer.headers['retry-after']);
  if (comeBackIn > 0) {
    await new Promise((resolve) => setTimeout(resolve, comeBackIn * 1000));
    return start(errand);
  }
  const id = answer.problem.challenge?.id;
  if (id === undefined)
    throw new Error(`a start was answered with ${answer.status} ${answer.name}`);
  return { ...errand, id, answer };
};

/** Sends the request again with its challenge. */
export const again = (
  { browser, path, body, id }: Started,
  how: Parameters<typeof repeat>[1] = {},
  signal?: AbortSignal,
): Promise<HttpAnswer> => browser.post(path, body, repeat(id, how), signal);

/** Waits as the widget does: again and again, until the answer is final or the request may go through. */
export const wait = async (started: Started, code?: string): Promise<HttpAnswer> => {
  for (;;) {
    const answer = await again(started, { wait: 25, code });
    if (answer.name !== 'approval-pending' || isApproved(answer)) return answer;
  }
};

export const isApproved = ({ problem }: HttpAnswer): boolean =>
  problem.challenge?.status === 'approved';

/** Waits, and goes through: at once where it is approved before the request arrives, else by one more repeat. */
export const goThrough = async (started: Started, code?: string): Promise<HttpAnswer> => {
  const answer = await wait(started, code);
  return isApproved(answer) ? again(started) : answer;
};
