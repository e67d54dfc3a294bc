// BlokSec as a process of its own: `POST /auth` is held until the test answers it, or answered by the account's name.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from './listen.ts';
import { readText } from './read-text.ts';
import { givenOptions, serve } from './serve.ts';

export interface StubOptions {
  /** How long an answer by name takes. Default 0. */
  readonly answerAfterMs?: number;
}

/** One request to a phone. */
export interface Push {
  readonly accountName: string;
  readonly summary: string;
  readonly code: string | undefined;
}

export type PhoneAnswer = 'accepted' | 'rejected' | 'expired';

const { answerAfterMs = 0 } = givenOptions<StubOptions>();
const pushes = new Map<string, Push[]>();
const held = new Map<string, Set<ServerResponse>>();
const listeners = new Map<string, (() => void)[]>();
let inFlight = 0;
let mostInFlight = 0;

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

const answerWith = (response: ServerResponse, status: PhoneAnswer): void =>
  answer(response, 200, { requestId: randomBytes(12).toString('hex'), status });

/** `approve-…`, `deny-…`, `unknown-…` and `disabled-…` are answered at once (the last as is assumed); any other account waits for its user. */
const answerByName = (accountName: string, response: ServerResponse): boolean => {
  const [kind] = accountName.split('-', 1);
  if (kind === 'approve') setTimeout(() => answerWith(response, 'accepted'), answerAfterMs);
  else if (kind === 'deny') setTimeout(() => answerWith(response, 'rejected'), answerAfterMs);
  else if (kind === 'unknown') answer(response, 404, { error: 'no such account' });
  else if (kind === 'disabled') answer(response, 403, { error: 'this account is disabled' });
  else return false;
  return true;
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const body = JSON.parse(await readText(request)) as Record<string, unknown>;
  if (request.method !== 'POST' || request.url !== '/auth') return answer(response, 404, {});
  const accountName = asText(body['accountName']);
  if (request.headers['x-application-secret'] === undefined || accountName === '') {
    return answer(response, 400, { error: 'not what the client sends' });
  }
  inFlight += 1;
  mostInFlight = Math.max(mostInFlight, inFlight);
  const ofAccount = held.get(accountName) ?? new Set();
  response.once('close', () => {
    inFlight -= 1;
    ofAccount.delete(response);
    if (ofAccount.size === 0) held.delete(accountName);
  });
  const rings = pushes.get(accountName) ?? [];
  pushes.set(accountName, rings);
  rings.push({
    accountName,
    summary: asText(body['requestSummary']),
    code: /^Code: (\d+)$/m.exec(asText(body['requestDetails']))?.[1],
  });
  if (!answerByName(accountName, response)) {
    held.set(accountName, ofAccount);
    ofAccount.add(response);
  }
  const waiting = listeners.get(accountName) ?? [];
  listeners.delete(accountName);
  for (const listener of waiting) listener();
};

export type StubFunctions = {
  /** The account's n-th request (default the first), once it is there. */
  readonly pushed: (accountName: string, nth?: number) => Promise<Push>;
  /** Lets the account's user answer what is held; says how much that was. */
  readonly answer: (accountName: string, status: PhoneAnswer) => number;
  /** How many requests each account has had. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** Calls in flight: now, and the most so far. */
  readonly calls: () => { readonly now: number; readonly most: number };
};

serve(await listen(createServer((request, response) => void handle(request, response))), {
  pushed: async (accountName, nth = 1) => {
    for (;;) {
      const push = pushes.get(accountName)?.[nth - 1];
      if (push !== undefined) return push;
      await new Promise<void>((resolve) => {
        const waiting = listeners.get(accountName) ?? [];
        listeners.set(accountName, [...waiting, resolve]);
      });
    }
  },
  answer: (accountName, status) => {
    const responses = [...(held.get(accountName) ?? [])];
    for (const response of responses) answerWith(response, status);
    return responses.length;
  },
  counts: () => Object.fromEntries([...pushes].map(([name, { length }]) => [name, length])),
  calls: () => ({ now: inFlight, most: mostInFlight }),
} satisfies StubFunctions);
