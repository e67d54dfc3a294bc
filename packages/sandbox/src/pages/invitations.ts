import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { InvitationAnswer, LinkedAnswer } from '../answers.ts';
import { readJson } from '../http/read-json.ts';
import { Refusal } from '../http/refusal.ts';
import { verifyEnrolment } from '../signing/verify-enrolment.ts';
import { acceptRegistration } from '../state/registrations/accept-registration.ts';
import type { NotAccepted } from '../state/registrations/accept-registration.ts';
import { findInvitation, rejectRegistration } from '../state/registrations/registrations.ts';
import type { Registration } from '../state/registrations/registrations.ts';
import type { State } from '../state/state.ts';

const acceptBody = z.strictObject({
  proof: z.string({ error: 'must be a text, the enrolment proof as a compact JWS' }),
});

/** What a phone does with an invitation: look, accept with a key of its own, or decline. */
export function invitationRoutes(state: State): Hono {
  return new Hono()
    .get('/:token', (c) => show(state, c, c.req.param('token')))
    .post('/:token/accept', (c) => accept(state, c, c.req.param('token')))
    .post('/:token/reject', (c) => reject(state, c, c.req.param('token')));
}

async function show(state: State, c: Context, token: string): Promise<Response> {
  const registration = await demandOpen(state, token);
  return c.json<InvitationAnswer>({
    application: { name: registration.application.name },
    accountName: registration.accountName,
    email: registration.email,
    status: registration.status,
    expiresAt: registration.expiresAt.toISOString(),
    nonce: registration.nonce,
    serverKey: state.serverKey.publicKey,
    apiOrigin: state.addresses.apiOrigin,
  });
}

async function accept(state: State, c: Context, token: string): Promise<Response> {
  const { proof } = await readJson(c.req, acceptBody);
  const registration = await demandOpen(state, token);
  const key = await verifyEnrolment(state, registration, token, proof);
  const accepted = await acceptRegistration(state, registration, key);
  if (typeof accepted === 'string') {
    throw notAccepted(accepted);
  }
  return c.json<LinkedAnswer>(
    {
      accountId: accepted.accountId,
      accountName: registration.accountName,
      application: registration.application,
      serverKey: state.serverKey.publicKey,
      apiOrigin: state.addresses.apiOrigin,
    },
    201,
  );
}

async function reject(state: State, c: Context, token: string): Promise<Response> {
  const registration = await demandOpen(state, token);
  if (!(await rejectRegistration(state, registration.id))) {
    throw ended;
  }
  return c.body(null, 204);
}

const ended = new Refusal(
  410,
  'This invitation was answered already. It works once; ask the application for a new one.',
);

async function demandOpen(state: State, token: string): Promise<Registration> {
  const registration = await findInvitation(state, token);
  if (registration === undefined) {
    throw new Refusal(404, 'There is no such invitation. Open the link of the mail as it is.');
  }
  if (registration.status === 'expired') {
    throw new Refusal(410, 'This invitation is too old. Ask the application for a new one.');
  }
  if (registration.status !== 'pending') {
    throw ended;
  }
  return registration;
}

function notAccepted(reason: NotAccepted): Refusal {
  switch (reason) {
    case 'ended':
      return ended;
    case 'key-in-use':
      return new Refusal(403, 'This key stands for another account already. Make a new one.');
    case 'linked-already':
      return new Refusal(
        403,
        'This account is linked with a phone already, and a mail alone must not bring in a second. Unlink the old phone in the console first.',
      );
  }
}
