import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { WaitingAnswer } from '../answers.ts';
import { waitMs } from '../http/long-poll.ts';
import { readJson } from '../http/read-json.ts';
import { Refusal } from '../http/refusal.ts';
import { verifyDecision } from '../signing/verify-decision.ts';
import { verifyDevice } from '../signing/verify-device.ts';
import { decide } from '../state/auth-requests/answers-to-requests.ts';
import { findAuthRequest, waitingRequests } from '../state/auth-requests/auth-requests.ts';
import type { State } from '../state/state.ts';

const decisionBody = z.strictObject({
  decision: z.string({ error: 'must be a text, the decision as a compact JWS' }),
});

/** What waits for a phone's answer, and the answers. */
export function waitingRequestRoutes(state: State): Hono {
  return new Hono()
    .get('/', (c) => list(state, c))
    .post('/:id/decision', (c) => answer(state, c, c.req.param('id')));
}

/** Answers at once where the list differs from `?known=id,id`, else when it does, or after `?wait=` seconds. */
async function list(state: State, c: Context): Promise<Response> {
  const kid = await verifyDevice(state, c.req.header('authorization'));
  const known = new Set((c.req.query('known') ?? '').split(',').filter((id) => id !== ''));
  const look = async () => {
    const news = await waitingRequests(state, kid);
    return { news, found: news.length !== known.size || news.some(({ id }) => !known.has(id)) };
  };
  const requests = await state.changes.until(`key:${kid}`, look, waitMs(c), c.req.raw.signal);
  return c.json<WaitingAnswer>({
    requests: requests.map(({ id, jws, expiresAt }) => ({
      id,
      jws,
      expiresAt: expiresAt.toISOString(),
    })),
  });
}

async function answer(state: State, c: Context, id: string): Promise<Response> {
  const { decision } = await readJson(c.req, decisionBody);
  const request = await findAuthRequest(state, id);
  if (request === undefined) {
    throw new Refusal(404, 'There is no such request.');
  }
  const claims = await verifyDecision(state, request, decision);
  if (!(await decide(state, request, claims))) {
    throw new Refusal(
      409,
      'The request is over: it was answered already, it expired, or its caller took it back. Nothing has changed.',
    );
  }
  return c.body(null, 204);
}
