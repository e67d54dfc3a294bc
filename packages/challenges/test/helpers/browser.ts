import { parseSetCookie } from 'cookie';
import type {
  Approval,
  Gate,
  GateAnswer,
  GateOutcome,
  GateRequest,
  StepUpSubject,
} from '../../src/index.ts';

/** What a test may change of a request; everything else is as a browser on this site sends it. */
export type Change = Partial<Omit<GateRequest, 'action' | 'headers'>> & {
  readonly headers?: Readonly<Record<string, string | undefined>>;
};

/** A browser with a cookie jar of its own that sends requests to a gate. */
export interface TestBrowser {
  readonly cookies: Map<string, string>;
  login(accountName: unknown, headers?: Change['headers'], change?: Change): Promise<GateOutcome>;
  transfer(
    body: unknown,
    headers?: Change['headers'],
    options?: {
      readonly subject?: StepUpSubject | undefined;
      readonly refreshed?: () => Promise<StepUpSubject | undefined>;
      readonly change?: Change;
      readonly action?: Partial<Extract<GateRequest['action'], { purpose: 'step-up' }>>;
    },
  ): Promise<GateOutcome>;
}

export const alice: StepUpSubject = {
  accountName: 'alice@example.com',
  session: 'session-of-alice',
};

export const testBrowser = (gate: Gate): TestBrowser => {
  const cookies = new Map<string, string>();
  const base = (body: unknown, headers: Change['headers'], change: Change = {}): GateRequest => {
    const text = body === undefined ? '' : JSON.stringify(body);
    return {
      method: 'POST',
      url: '/route',
      host: 'bank.example',
      secure: true,
      body,
      clientAddress: '203.0.113.7',
      ...change,
      headers: {
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
        ...change.headers,
      },
      action: { purpose: 'login', accountName: undefined },
    };
  };
  const keepCookies = (outcome: GateOutcome): GateOutcome => {
    const headers = 'pass' in outcome ? outcome.headers : outcome.answer.headers;
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const { name, value = '', maxAge } = parseSetCookie(line);
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    }
    return outcome;
  };
  return {
    cookies,
    login: async (accountName, headers, change) =>
      keepCookies(
        await gate.handle({
          ...base({ username: accountName }, headers, { url: '/login', ...change }),
          action: { purpose: 'login', accountName },
        }),
      ),
    transfer: async (body, headers, options = {}) => {
      const subject = 'subject' in options ? options.subject : alice;
      return keepCookies(
        await gate.handle({
          ...base(body, headers, { url: '/transfers', ...options.change }),
          action: {
            purpose: 'step-up',
            operation: 'POST /transfers',
            subject,
            refreshSubject: options.refreshed ?? (async () => subject),
            ...options.action,
          },
        }),
      );
    },
  };
};

export const async: Readonly<Record<string, string>> = { prefer: 'respond-async' };

/** The header fields of a repeat. */
export const repeat = (
  id: string,
  { code, cancel, wait }: { code?: string | undefined; cancel?: boolean; wait?: number } = {},
): Readonly<Record<string, string>> => ({
  prefer: wait === undefined ? 'respond-async' : `respond-async, wait=${wait}`,
  'bloksec-challenge': `"${id}"${code === undefined ? '' : `; code="${code}"`}${cancel ? '; cancel' : ''}`,
});

/** The answer of an outcome that is one. */
export const answerOf = (outcome: GateOutcome): GateAnswer => {
  if ('answer' in outcome) return outcome.answer;
  throw new Error('the request passed, where an answer was expected');
};

/** The approval of an outcome that passed. */
export const approvalOf = (outcome: GateOutcome): Approval => {
  if ('pass' in outcome) return outcome.pass;
  throw new Error(`the request was answered with ${problemOf(outcome)}, where it was to pass`);
};

/** The last part of an answer's problem type, or `pass`. */
export const problemOf = (outcome: GateOutcome): string =>
  'pass' in outcome ? 'pass' : (outcome.answer.problem.type.split('/').at(-1) ?? '');

/** The id of the challenge that an answer names. */
export const idOf = (outcome: GateOutcome): string => {
  const id = answerOf(outcome).problem.challenge?.id;
  if (id === undefined) throw new Error(`${problemOf(outcome)} names no challenge`);
  return id;
};
