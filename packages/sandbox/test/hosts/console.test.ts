import { beforeAll, expect, test } from 'vitest';
import type { CallsAnswer, OverviewAnswer } from '../../src/answers.ts';
import { atPage } from '../helpers/at-host.ts';
import { askPhone, callApi, invite, login } from '../helpers/call-api.ts';
import { openConsole } from '../helpers/console.ts';
import type { ConsoleSession } from '../helpers/console.ts';
import { useSandbox } from '../helpers/use-sandbox.ts';

const sandbox = useSandbox();
let session: ConsoleSession;

beforeAll(async () => {
  session = await openConsole(sandbox().pages.console);
});

async function callsAfter(seq: number, wait = 0): Promise<CallsAnswer['requests']> {
  const answer = await session.get(`/api/requests?wait=${wait}&after=${seq}`);
  return answer.json<CallsAnswer>().requests;
}

async function lastSeq(): Promise<number> {
  return (await callsAfter(0)).at(-1)?.seq ?? 0;
}

test('opens by the link of this run, which becomes a cookie for this host alone', async () => {
  const link = new URL(sandbox().pages.console);
  const answer = await atPage(link.origin, link.pathname + link.search);
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe('/');
  const [cookie] = answer.headers['set-cookie'] ?? [];
  expect(cookie).toMatch(/^bloksec-console=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u);
});

test('stays closed to everybody else', async () => {
  const { origin } = new URL(sandbox().pages.console);
  expect((await atPage(origin, '/?token=wrong')).status).toBe(401);
  expect((await atPage(origin, '/')).status).toBe(401);
  for (const path of ['/api/overview', '/api/requests']) {
    expect((await atPage(origin, path)).status).toBe(401);
    const cookie = `bloksec-console=${'x'.repeat(43)}`;
    expect((await atPage(origin, path, { headers: { cookie } })).status).toBe(401);
  }
  expect((await atPage(origin, '/api/applications', { body: { name: 'x' } })).status).toBe(401);
  expect(
    (await atPage(origin, '/', { headers: { 'sec-fetch-site': 'cross-site' } })).text,
  ).toContain('http-equiv="refresh"');
});

test('shows applications, accounts and registrations, without a secret', async () => {
  await sandbox().link('ada@example.com');
  const id = await invite(sandbox(), 'bob', 'bob@example.com');
  const answer = await session.get('/api/overview');
  const overview = answer.json<OverviewAnswer>();
  expect(overview.applications.map(({ name }) => name)).toContain(sandbox().application.name);
  expect(overview.accounts).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{24}$/u),
      name: 'ada@example.com',
      applicationId: sandbox().application.id,
      user: { email: 'ada@example.com', firstName: null, lastName: null, mobileNumber: null },
      createdAt: expect.any(String),
      linkedAt: expect.any(String),
      key: expect.stringMatching(/^[\w-]{43}$/u),
    },
  ]);
  expect(overview.registrations[0]).toEqual({
    id,
    applicationId: sandbox().application.id,
    accountName: 'bob',
    email: 'bob@example.com',
    status: 'pending',
    createdAt: expect.any(String),
    expiresAt: expect.any(String),
  });
  expect(answer.text).not.toContain(sandbox().application.secret);
});

test('shows a call while it waits, and again with its answer and the signed decision', async () => {
  const phone = await sandbox().link('watched@example.com');
  const seq = await lastSeq();
  const news = callsAfter(seq, 25);
  const answer = askPhone(sandbox(), 'watched@example.com', { requestSummary: 'Watch me' });
  const [waiting] = await news;
  expect(waiting).toMatchObject({
    method: 'POST',
    path: '/auth',
    body: { accountName: 'watched@example.com', requestSummary: 'Watch me' },
    status: null,
    answer: null,
    durationMs: null,
    outcome: 'waiting',
    decision: null,
  });
  expect(waiting?.headers).toMatchObject({
    'x-application-id': sandbox().application.id,
    'x-application-secret': '[redacted]',
  });
  const request = await phone.nextRequest();
  const end = callsAfter(waiting?.seq ?? 0, 25);
  await request.approve();
  const answered = (await (await answer).json()) as { requestId: string };
  const [ended] = await end;
  expect(ended).toMatchObject({
    id: waiting?.id,
    status: 200,
    answer: answered,
    outcome: 'answered',
    decision: { txn: answered.requestId, decision: 'approve', iss: expect.any(String) },
  });
  expect(ended?.seq).toBeGreaterThan(waiting?.seq ?? 0);
  expect(ended?.durationMs).toBeGreaterThanOrEqual(0);
});

test('shows how a call ended that got no answer', async () => {
  const phone = await sandbox().link('unanswered@example.com');
  const seq = await lastSeq();
  const caller = new AbortController();
  const gone = askPhone(sandbox(), 'unanswered@example.com', {}, caller.signal);
  await phone.nextRequest();
  const [waiting] = await callsAfter(seq);
  const end = callsAfter(waiting?.seq ?? 0, 25);
  caller.abort();
  await expect(gone).rejects.toThrow('aborted');
  expect(await end).toMatchObject([{ id: waiting?.id, outcome: 'disconnected', status: null }]);

  sandbox().failNext({ cut: 'after' });
  const before = await lastSeq();
  await invite(sandbox(), 'cut@example.com').catch(() => undefined);
  let calls = await callsAfter(before, 25);
  while (calls.at(-1)?.outcome === 'waiting') {
    calls = await callsAfter(calls.at(-1)?.seq ?? 0, 25);
  }
  expect(calls.at(-1)).toMatchObject({ path: '/registration', outcome: 'cut', status: null });
});

test('T43: never shows the secret that an older client sends in the body', async () => {
  const seq = await lastSeq();
  const { secret } = sandbox().application;
  await callApi(sandbox(), '/auth', { body: { ...login('x'), auth_token: secret } });
  const calls = await callsAfter(seq);
  expect(calls.at(-1)?.body).toMatchObject({ auth_token: '[redacted]' });
  expect(JSON.stringify(calls)).not.toContain(secret);
});

test('makes an application whose secret is shown once and works, until it is replaced', async () => {
  const made = await session.post('/api/applications', { name: '  Second  ' });
  expect(made.status).toBe(201);
  const { id, secret } = made.json<{ id: string; secret: string }>();
  const call = async (candidate: string) => {
    const headers = { 'x-application-id': id, 'x-application-secret': candidate };
    return (await callApi(sandbox(), '/registration/0123456789abcdef01234567', { headers })).status;
  };
  expect(await call(secret)).toBe(404);
  const rotated = await session.post(`/api/applications/${id}/secret`, {});
  const next = rotated.json<{ id: string; secret: string }>();
  expect(next.id).toBe(id);
  expect([await call(secret), await call(next.secret)]).toEqual([401, 404]);
  const overview = (await session.get('/api/overview')).text;
  expect(overview).toContain('"Second"');
  expect(overview).not.toContain(next.secret);
});

test('refuses names and ids that are none', async () => {
  expect((await session.post('/api/applications', { name: ' ' })).status).toBe(400);
  expect((await session.post('/api/applications', { name: 'x'.repeat(81) })).status).toBe(400);
  expect((await session.post('/api/applications/nobody/secret', {})).status).toBe(404);
  expect((await session.post('/api/accounts/nobody/unlink', {})).status).toBe(404);
});
