import { call } from '../http/call.ts';
import { readJson } from '../http/answer/read-answer.ts';
import type { CallOptions, RegisterRequest, Registration } from '../registration.ts';
import type { Settings } from '../resolve-options.ts';
import { badArgument, isRegistrationId } from '../wire/input.ts';
import {
  parseKnownRegistration,
  parseNewRegistration,
  registrationBody,
} from '../wire/registration-wire.ts';

/** Invites a user. In the older dialect the secret is in the body. */
export async function postRegistration(
  settings: Settings,
  request: RegisterRequest,
  options: CallOptions,
): Promise<Registration> {
  const route = 'POST /registration';
  const older = settings.dialect === 'older';
  const body = registrationBody(request, settings.applicationId);
  return call(settings, {
    method: 'POST',
    route,
    path: ['registration'],
    body: older ? { auth_token: settings.applicationSecret, ...body } : body,
    credentials: !older,
    timeoutMs: settings.timeoutMs,
    signal: options.signal,
    notFound: 'bad-request',
    accept: 'application/json',
    read: async (response) => {
      const source = { route, status: response.status };
      return parseNewRegistration(source, await readJson(route, response));
    },
  });
}

/** Looks at a registration. Only the documentation knows this route, so it is the documented one in both dialects. */
export async function fetchRegistration(
  settings: Settings,
  registrationId: string,
  options: CallOptions,
): Promise<Registration> {
  if (!isRegistrationId(registrationId)) {
    throw badArgument('registrationId', 'an id as register() returned it');
  }
  const route = 'GET /registration/{registrationId}';
  return call(settings, {
    method: 'GET',
    route,
    path: ['registration', registrationId],
    credentials: true,
    timeoutMs: settings.timeoutMs,
    signal: options.signal,
    notFound: 'registration-not-found',
    accept: 'application/json',
    read: async (response) => {
      const source = { route, status: response.status };
      return parseKnownRegistration(source, await readJson(route, response), registrationId);
    },
  });
}
