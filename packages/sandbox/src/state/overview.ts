import type { OverviewAnswer } from '../answers.ts';
import type { State } from './state.ts';

/** All applications, accounts and registrations, the newest first. */
export async function overview(state: State): Promise<OverviewAnswer> {
  const [applications, accounts, registrations] = await Promise.all([
    listApplications(state),
    listAccounts(state),
    listRegistrations(state),
  ]);
  return { applications, accounts, registrations };
}

async function listApplications({ db }: State): Promise<OverviewAnswer['applications']> {
  const rows = await db
    .selectFrom('applications')
    .select(['id', 'name', 'created_at', 'secret_created_at'])
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    secretCreatedAt: row.secret_created_at.toISOString(),
  }));
}

async function listAccounts({ db }: State): Promise<OverviewAnswer['accounts']> {
  const rows = await db
    .selectFrom('accounts')
    .innerJoin('users', 'users.id', 'accounts.user_id')
    .leftJoin('account_keys', (join) =>
      join
        .onRef('account_keys.account_id', '=', 'accounts.id')
        .on('account_keys.revoked_at', 'is', null),
    )
    .select(['accounts.id', 'accounts.name', 'accounts.application_id', 'accounts.created_at'])
    .select(['users.email', 'users.first_name', 'users.last_name', 'users.mobile_number'])
    .select(['account_keys.kid', 'account_keys.created_at as linked_at'])
    .orderBy('accounts.created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    applicationId: row.application_id,
    user: {
      email: row.email,
      firstName: row.first_name,
      lastName: row.last_name,
      mobileNumber: row.mobile_number,
    },
    createdAt: row.created_at.toISOString(),
    linkedAt: row.linked_at?.toISOString() ?? null,
    key: row.kid,
  }));
}

async function listRegistrations({ db }: State): Promise<OverviewAnswer['registrations']> {
  const rows = await db
    .selectFrom('registrations')
    .select(['id', 'application_id', 'account_name', 'email', 'status', 'created_at', 'expires_at'])
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    applicationId: row.application_id,
    accountName: row.account_name,
    email: row.email,
    status: row.status === 'pending' && row.expires_at <= new Date() ? 'expired' : row.status,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
}
