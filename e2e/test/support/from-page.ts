import type { Page } from 'playwright-core';

/** An answer of the bank, as a script of its page reads it. */
export interface Answer {
  readonly status: number;
  readonly redirected: boolean;
  readonly problem: string;
  readonly challenge: { readonly id: string; readonly status: string } | undefined;
  readonly body: string;
}

/** Sends JSON from a script of this page: with its cookies, and from its origin. */
export const postFromPage = (
  page: Page,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> =>
  page.evaluate(
    async ([to, json, fields]) => {
      const response = await fetch(to, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...fields },
        body: json,
      });
      const text = await response.text();
      const isProblem = response.headers.get('Content-Type') === 'application/problem+json';
      const problem = isProblem ? JSON.parse(text) : {};
      return {
        status: response.status,
        redirected: response.redirected,
        problem: String(problem.type ?? '').replace(/^.*\//, ''),
        challenge: problem.challenge,
        body: text,
      };
    },
    [path, JSON.stringify(body), headers] as const,
  );

/** Starts a request that needs an approval. Returns the challenge's id. */
export const start = async (page: Page, path: string, body: object): Promise<string> => {
  const {
    challenge,
    status,
    body: text,
  } = await postFromPage(page, path, body, {
    Prefer: 'respond-async',
  });
  if (challenge === undefined) throw new Error(`Expected a challenge and got ${status}: ${text}`);
  return challenge.id;
};

/** The header fields of a repeat. */
export const repeatOf = (id: string): Record<string, string> => ({
  Prefer: 'respond-async, wait=25',
  'BlokSec-Challenge': `"${id}"`,
});

/**
 * Starts a request, and has it approved while a repeat of it waits: that repeat says so and does nothing itself.
 * Returns the id of the challenge, whose approval is not used yet.
 */
export const startApproved = async (
  page: Page,
  path: string,
  body: object,
  approve: () => Promise<void>,
): Promise<string> => {
  const id = await start(page, path, body);
  const waiting = postFromPage(page, path, body, repeatOf(id));
  // Once this one is answered, the bank has the one before it, too.
  await postFromPage(page, path, body, { ...repeatOf(id), Prefer: 'respond-async' });
  await approve();
  const { challenge, status, body: text } = await waiting;
  if (challenge?.status === 'approved') return id;
  throw new Error(`Expected an approved challenge and got ${status}: ${text}`);
};
