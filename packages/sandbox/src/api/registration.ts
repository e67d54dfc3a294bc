import { Hono } from 'hono';
import type { Context } from 'hono';
import { readJson } from '../http/read-json.ts';
import { Refusal } from '../http/refusal.ts';
import { findRegistration, register } from '../state/registrations/registrations.ts';
import type { State } from '../state/state.ts';
import { registrationBody } from './bodies.ts';
import type { ApiEnvironment } from './environment.ts';
import { demandOwnId } from './own-id.ts';

/** `POST /registration` and `GET /registration/{id}`. The names in the answers are assumed; no source publishes them. */
export function registrationRoutes(state: State): Hono<ApiEnvironment> {
  return new Hono<ApiEnvironment>()
    .post('/registration', (c) => invite(state, c))
    .get('/registration/:id', (c) => show(state, c, c.req.param('id')));
}

async function invite(state: State, c: Context<ApiEnvironment>): Promise<Response> {
  const { user, account } = await readJson(c.req, registrationBody);
  const application = c.get('application');
  demandOwnId('account.appDID', account.appDID, application);
  const registrationId = await register(state, application, {
    accountName: account.name,
    email: user.email,
    firstName: user.first_name ?? null,
    lastName: user.last_name ?? null,
    mobileNumber: user.mobile_number ?? null,
  });
  return c.json({ registrationId }, 201, { location: `/registration/${registrationId}` });
}

async function show(state: State, c: Context<ApiEnvironment>, id: string): Promise<Response> {
  const registration = await findRegistration(state, c.get('application').id, id);
  if (registration === undefined) {
    throw new Refusal(404, 'This application has no registration with that ID.');
  }
  return c.json({
    registrationId: registration.id,
    status: registration.status,
    accountName: registration.accountName,
    createdAt: registration.createdAt.toISOString(),
    expiresAt: registration.expiresAt.toISOString(),
  });
}
