import { invalidResponse, type AnswerSource } from '../errors/invalid-response.ts';
import type { RegisterRequest, Registration, RegistrationStatus } from '../registration.ts';
import { checkEmail, checkMobileNumber, checkName, isRegistrationId } from './input.ts';
import type { JsonObject } from './json-object.ts';

/** The body of `POST /registration`, with the field names of the vendor's own clients. */
export function registrationBody(request: RegisterRequest, applicationId: string): JsonObject {
  // Callers without types may leave out either.
  const { user, account }: Partial<RegisterRequest> = request;
  return {
    user: {
      email: checkEmail('user.email', user?.email),
      ...optional('first_name', user?.firstName, (name) => checkName('user.firstName', name, 100)),
      ...optional('last_name', user?.lastName, (name) => checkName('user.lastName', name, 100)),
      ...optional('mobile_number', user?.mobileNumber, (number) =>
        checkMobileNumber('user.mobileNumber', number),
      ),
    },
    account: { name: checkName('account.name', account?.name, 256), appDID: applicationId },
  };
}

function optional(
  field: string,
  value: string | undefined,
  check: (value: string) => string,
): JsonObject {
  return value === undefined ? {} : { [field]: check(value) };
}

/** The answer to `POST /registration`. The name of the id's field is not published: all three are assumed. */
export function parseNewRegistration(source: AnswerSource, answer: JsonObject): Registration {
  const id = answer['registrationId'] ?? answer['id'] ?? answer['_id'];
  return parseRegistration(source, { status: 'pending', ...answer, registrationId: id });
}

/** The answer to `GET /registration/{registrationId}` (assumed), which need not repeat the id. */
export function parseKnownRegistration(
  source: AnswerSource,
  answer: JsonObject,
  registrationId: string,
): Registration {
  const id = answer['registrationId'] ?? answer['id'] ?? answer['_id'] ?? registrationId;
  if (id !== registrationId) throw invalidResponse(source, 'is about another registration');
  return parseRegistration(source, { ...answer, registrationId });
}

const statuses: readonly RegistrationStatus[] = ['pending', 'accepted', 'rejected', 'expired'];

function parseRegistration(source: AnswerSource, answer: JsonObject): Registration {
  const { registrationId, accountName } = answer;
  const status = statuses.find((known) => known === answer['status']);
  if (!isRegistrationId(registrationId)) throw invalidResponse(source, 'has no id to go by');
  if (status === undefined) throw invalidResponse(source, 'has no status that is known');
  const createdAt = parseDate(answer['createdAt']);
  const expiresAt = parseDate(answer['expiresAt']);
  return {
    registrationId,
    status,
    ...(typeof accountName === 'string' ? { accountName } : {}),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** These fields are assumed: what cannot be read is left out. */
function parseDate(value: unknown): Date | undefined {
  const date = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
