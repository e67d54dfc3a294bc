import { signRequest } from '../../signing/sign-request.ts';
import type { Question } from '../../signing/sign-request.ts';
import type { LinkedAccount } from '../accounts.ts';
import type { Application } from '../applications.ts';
import { randomId, randomToken } from '../random.ts';
import type { State } from '../state.ts';

/** A request that was put to a phone. */
export interface AuthRequest {
  readonly id: string;
  readonly accountId: string;
  readonly kid: string;
  readonly nonce: string;
  readonly jws: string;
  readonly expiresAt: Date;
}

/** Puts the question to the account's phone. */
export async function openAuthRequest(
  state: State,
  application: Application,
  account: LinkedAccount,
  question: Question,
): Promise<AuthRequest> {
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + state.limits.authTimeoutMs);
  const request = { id: randomId(), nonce: randomToken(), createdAt, expiresAt };
  const jws = await signRequest(state.serverKey, state.addresses.apiOrigin, {
    ...request,
    application,
    account,
    question,
  });
  await state.db
    .insertInto('auth_requests')
    .values({
      id: request.id,
      application_id: application.id,
      account_id: account.id,
      kid: account.kid,
      nonce: request.nonce,
      jws,
      status: 'pending',
      created_at: createdAt,
      expires_at: expiresAt,
    })
    .execute();
  state.changes.announce(`key:${account.kid}`);
  return { ...request, accountId: account.id, kid: account.kid, jws };
}

export async function findAuthRequest(state: State, id: string): Promise<AuthRequest | undefined> {
  const row = await select(state).where('id', '=', id).executeTakeFirst();
  return row && read(row);
}

/** What waits for an answer by this key, the oldest first. */
export async function waitingRequests(state: State, kid: string): Promise<AuthRequest[]> {
  const rows = await select(state)
    .where('kid', '=', kid)
    .where('status', '=', 'pending')
    .where('expires_at', '>', new Date())
    .orderBy('created_at')
    .execute();
  return rows.map(read);
}

function select({ db }: State) {
  return db
    .selectFrom('auth_requests')
    .select(['id', 'account_id', 'kid', 'nonce', 'jws', 'expires_at']);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function read(row: Row): AuthRequest {
  const { account_id: accountId, expires_at: expiresAt, ...rest } = row;
  return { ...rest, accountId, expiresAt };
}
