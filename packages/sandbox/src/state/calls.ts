import { sql } from 'kysely';
import type { CallAnswer } from '../answers.ts';
import type { CallOutcome } from '../database/tables.ts';
import type { State } from './state.ts';

/** How many calls are kept; the oldest go first. */
const kept = 500;

/** Records that a call has begun; returns its id. */
export async function beginCall(
  { db, changes }: State,
  call: {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body: unknown;
    readonly startedAt: Date;
  },
): Promise<number> {
  const { id } = await db
    .insertInto('calls')
    .values({
      method: call.method,
      path: call.path,
      headers: JSON.stringify(call.headers),
      body: JSON.stringify(call.body),
      started_at: call.startedAt,
      answer: 'null',
      outcome: 'waiting',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .deleteFrom('calls')
    .where('id', '<=', id - kept)
    .execute();
  changes.announce('calls');
  return id;
}

/** Records how a call ended. */
export async function endCall(
  { db, changes }: State,
  id: number,
  end: {
    readonly outcome: Exclude<CallOutcome, 'waiting'>;
    readonly status: number | null;
    readonly answer: unknown;
    readonly durationMs: number;
    readonly authRequestId: string | undefined;
  },
): Promise<void> {
  await db
    .updateTable('calls')
    .set({
      seq: nextChange,
      outcome: end.outcome,
      status: end.status,
      answer: JSON.stringify(end.answer),
      duration_ms: end.durationMs,
      auth_request_id: end.authRequestId ?? null,
    })
    .where('id', '=', id)
    .execute();
  changes.announce('calls');
}

/** The calls that began or ended after this change, in the order of their changes. */
export async function callsAfter({ db }: State, seq: number): Promise<CallAnswer[]> {
  const rows = await db
    .selectFrom('calls')
    .leftJoin('auth_requests', 'auth_requests.id', 'calls.auth_request_id')
    .selectAll('calls')
    .select('auth_requests.decision')
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    id: String(row.id),
    seq: row.seq,
    method: row.method,
    path: row.path,
    headers: row.headers,
    body: row.body,
    startedAt: row.started_at.toISOString(),
    status: row.status,
    answer: row.answer,
    durationMs: row.duration_ms,
    outcome: row.outcome,
    decision: row.decision,
  }));
}

/** Ends what a sandbox that stopped has left waiting. */
export async function endAbandonedCalls({ db }: State): Promise<void> {
  await db
    .updateTable('calls')
    .set({ seq: nextChange, outcome: 'disconnected' })
    .where('outcome', '=', 'waiting')
    .execute();
}

const nextChange = sql<number>`nextval('call_changes')`;
