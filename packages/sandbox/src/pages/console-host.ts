import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { ApplicationSecretAnswer, CallsAnswer, OverviewAnswer } from '../answers.ts';
import { waitMs, wholeNumber } from '../http/long-poll.ts';
import { readJson } from '../http/read-json.ts';
import { Refusal } from '../http/refusal.ts';
import { unlinkAccount } from '../state/accounts.ts';
import { createApplication, rotateSecret } from '../state/applications.ts';
import { callsAfter } from '../state/calls.ts';
import { overview } from '../state/overview.ts';
import type { State } from '../state/state.ts';
import { consoleSession } from './console-session.ts';
import { page } from './host/page-files.ts';
import { pageHost } from './host/page-host.ts';

const applicationBody = z.strictObject({
  name: z
    .string({ error: 'must be a text, the name that users see' })
    .trim()
    .min(1, { error: 'must be a text, not empty' })
    .max(80, { error: 'must have at most 80 characters' }),
});

/** Where applications are made and everything can be seen: for whoever has the link that was printed at the start. */
export function consoleHost(state: State, token: string): Hono {
  return pageHost('console')
    .use(consoleSession(token))
    .get('/', page('console'))
    .route('/api', consoleApi(state));
}

function consoleApi(state: State): Hono {
  return new Hono()
    .get('/overview', async (c) => c.json<OverviewAnswer>(await overview(state)))
    .get('/requests', (c) => calls(state, c))
    .post('/applications', async (c) => {
      const { name } = await readJson(c.req, applicationBody);
      return c.json<ApplicationSecretAnswer>(await createApplication(state, name), 201);
    })
    .post('/applications/:id/secret', async (c) => {
      const rotated = await rotateSecret(state, c.req.param('id'));
      if (rotated === undefined) {
        throw new Refusal(404, 'There is no such application.');
      }
      return c.json<ApplicationSecretAnswer>(rotated);
    })
    .post('/accounts/:id/unlink', async (c) => {
      if (!(await unlinkAccount(state, c.req.param('id')))) {
        throw new Refusal(404, 'There is no such account, or it is not linked with a phone.');
      }
      return c.body(null, 204);
    });
}

/** Answers at once where calls began or ended after `?after=`, else when one does, or after `?wait=` seconds. */
async function calls(state: State, c: Context): Promise<Response> {
  const after = wholeNumber(c, 'after');
  const look = async () => {
    const news = await callsAfter(state, after);
    return { news, found: news.length > 0 };
  };
  const requests = await state.changes.until('calls', look, waitMs(c), c.req.raw.signal);
  return c.json<CallsAnswer>({ requests });
}
