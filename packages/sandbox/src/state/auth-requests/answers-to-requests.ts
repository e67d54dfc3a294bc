import type { AuthRequestStatus } from '../../database/tables.ts';
import type { DecisionClaims } from '../../protocol.ts';
import type { AuthRequest } from './auth-requests.ts';
import type { State } from '../state.ts';

/**
 * Records the user's verified answer, in one step: still pending, not expired, this decision never used before.
 * False where any of it does not hold; then nothing has changed.
 */
export async function decide(
  { db, changes }: State,
  request: AuthRequest,
  claims: DecisionClaims,
): Promise<boolean> {
  const now = new Date();
  const { numUpdatedRows } = await db
    .updateTable('auth_requests')
    .set({
      status: claims.decision === 'approve' ? 'accepted' : 'rejected',
      decided_at: now,
      decision_jti: claims.jti,
      decision: JSON.stringify(claims),
    })
    .where('id', '=', request.id)
    .where('status', '=', 'pending')
    .where('expires_at', '>', now)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('auth_requests as used')
            .select('used.id')
            .where('used.decision_jti', '=', claims.jti),
        ),
      ),
    )
    .executeTakeFirst();
  changes.announce(`request:${request.id}`);
  changes.announce(`key:${request.kid}`);
  return numUpdatedRows === 1n;
}

/** How the caller's wait ended; `withdrawn` when the caller hung up first. */
export type Outcome = Exclude<AuthRequestStatus, 'pending'>;

/**
 * Waits until the phone has answered, the time is over or the caller hangs up. Once it returns the request is no longer
 * pending: a later decision finds nothing to decide.
 */
export async function awaitAnswer(
  state: State,
  request: AuthRequest,
  caller: AbortSignal,
): Promise<Outcome> {
  const status = await state.changes.until(
    `request:${request.id}`,
    async () => {
      const news = await readStatus(state, request.id);
      return { news, found: news !== 'pending' };
    },
    request.expiresAt.getTime() - Date.now(),
    caller,
  );
  return status === 'pending'
    ? endUnanswered(state, request, caller.aborted ? 'withdrawn' : 'expired')
    : status;
}

/** The phone's answer may arrive in this very moment, so what counts is what the row says afterwards. */
async function endUnanswered(
  state: State,
  request: AuthRequest,
  status: 'expired' | 'withdrawn',
): Promise<Outcome> {
  await state.db
    .updateTable('auth_requests')
    .set({ status })
    .where('id', '=', request.id)
    .where('status', '=', 'pending')
    .execute();
  state.changes.announce(`key:${request.kid}`);
  return (await readStatus(state, request.id)) as Outcome;
}

async function readStatus({ db }: State, id: string): Promise<AuthRequestStatus> {
  const { status } = await db
    .selectFrom('auth_requests')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return status;
}

/** Ends what a sandbox that stopped has left pending: its callers are gone. */
export async function withdrawAbandoned({ db }: State): Promise<void> {
  await db
    .updateTable('auth_requests')
    .set({ status: 'withdrawn' })
    .where('status', '=', 'pending')
    .execute();
}
