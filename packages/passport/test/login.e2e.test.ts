import { randomUUID } from 'node:crypto';
import { createGate, type Gate } from '@bloksec/challenges';
import { createSandbox, type Phone, type Sandbox } from '@bloksec/sandbox';
import session from 'express-session';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BlokSecStrategy } from '../src/index.ts';
import type { Browser } from './helpers/browser.ts';
import { type App, startApp } from './helpers/express-app.ts';

interface Problem {
  readonly type: string;
  readonly challenge?: { readonly id: string; readonly status: string };
}

const respondAsync = { prefer: 'respond-async' };
let sandbox: Sandbox;
let gate: Gate;
let app: App;
let browser: Browser;
let account: string;
let phone: Phone;
const logged: string[] = [];

beforeAll(async () => {
  sandbox = await createSandbox();
  const { id, secret } = sandbox.application;
  const keep = (message: string): void => void logged.push(message);
  gate = createGate({
    applicationId: id,
    applicationSecret: secret,
    apiUrl: sandbox.url,
    logger: { info: keep, warn: keep, error: keep },
  });
});
afterAll(async () => {
  await gate.close();
  await sandbox.close();
});
beforeEach(async () => {
  account = `${randomUUID()}@example.com`;
  phone = await sandbox.link(account);
  app = await startApp({
    strategy: new BlokSecStrategy({ gate }),
    authenticate: { failureRedirect: '/login?failed' },
  });
  browser = app.browser();
});

const start = (): Promise<Response> => browser.send('/login', { username: account }, respondAsync);
const repeat = (id: string, parameters = '', username = account): Promise<Response> =>
  browser.send(
    '/login',
    { username },
    { ...respondAsync, 'bloksec-challenge': `"${id}"${parameters}` },
  );
const problemOf = async (response: Response): Promise<Problem> =>
  (await response.json()) as Problem;
const told = async (response: Response): Promise<string> =>
  `${response.status} ${(await problemOf(response)).type.split('/').at(-1)}`;
const idOf = async (response: Response): Promise<string> =>
  (await problemOf(response)).challenge?.id ?? 'none';

/** A login up to its approval, with the code typed. A start joins it, and says how it stands. */
const approved = async (): Promise<string> => {
  const id = await idOf(await start());
  const request = await phone.nextRequest();
  await repeat(id, `; code="${request.code}"`);
  await request.approve();
  await expect
    .poll(async () => (await problemOf(await start())).challenge?.status)
    .toBe('approved');
  return id;
};
const whoAmI = async (who: Browser = browser): Promise<unknown> => (await who.send('/me')).json();

test('T8: a login goes through once, into a new session, and the old session is worth nothing', async () => {
  await browser.send('/me');
  const before = browser.cookies.get('connect.sid') ?? '';
  const id = await approved();
  expect(await whoAmI()).toEqual({ user: null });
  const through = await repeat(id);
  expect(await through.json()).toMatchObject({
    user: { accountName: account },
    authInfo: { accountName: account, purpose: 'login', method: 'push+code' },
  });
  expect(browser.cookies.get('connect.sid')).not.toBe(before);
  expect(await whoAmI()).toEqual({ user: { accountName: account } });
  const thief = app.browser();
  thief.cookies.set('connect.sid', before);
  expect(await whoAmI(thief)).toEqual({ user: null });
  expect(app.logins()).toBe(1);
});

test('T1: a tap without the code logs nobody in, with or without script', async () => {
  const id = await idOf(await start());
  const request = await phone.nextRequest();
  await request.approve();
  const wait = browser.send(
    '/login',
    { username: account },
    { prefer: 'respond-async, wait=1', 'bloksec-challenge': `"${id}"` },
  );
  expect(await told(await wait)).toBe('401 approval-pending');
  expect((await browser.submit('/login', { username: account })).status).toBe(401);
  expect(await whoAmI()).toEqual({ user: null });
  expect(app.logins()).toBe(0);
});

test('T4: another browser gets nothing of it', async () => {
  const id = await approved();
  const own = browser;
  browser = app.browser();
  expect(await told(await repeat(id))).toBe('404 challenge-not-found');
  browser = own;
  expect((await repeat(id)).status).toBe(200);
});

test('T9: a repeat that names somebody else logs nobody in, and voids the approval', async () => {
  const id = await approved();
  expect(await told(await repeat(id, '', 'mallory@example.com'))).toBe('401 login-failed');
  expect(await told(await repeat(id))).toBe('401 login-failed');
  expect(await whoAmI()).toEqual({ user: null });
});

test('T6: of many repeats at once, one logs in', async () => {
  const id = await approved();
  const responses = await Promise.all(Array.from({ length: 20 }, () => repeat(id)));
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(app.logins()).toBe(1);
});

test('T23: a stranger’s start is answered in one shape, to the byte, for whatever account', async () => {
  const shapeOf = async (username: string): Promise<unknown> => {
    const response = await app.browser().send('/login', { username }, respondAsync);
    const body = await response.text();
    const { challenge } = JSON.parse(body) as Problem;
    const values = [...response.headers].filter(([name]) => !/^(date|etag|set-cookie)$/.test(name));
    const cookies = response.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, ''));
    return [response.status, values, cookies, body.replace(challenge?.id ?? '', 'id')];
  };
  const linked = await shapeOf(account);
  const request = await phone.nextRequest();
  const waiting = await shapeOf(account);
  await request.deny();
  const denied = await shapeOf(account);
  expect(await shapeOf(`${randomUUID()}@example.com`)).toEqual(linked);
  expect([waiting, denied]).toEqual([linked, linked]);
  for (let count = 0; count < 5; count += 1) expect(await shapeOf(account)).toEqual(linked);
});

test('T28: an account that the application has closed meanwhile is not logged in by its approval', async () => {
  const closed = new Set<string>();
  const strategy = new BlokSecStrategy({ gate }, async (accountName) =>
    closed.has(accountName) ? false : { accountName },
  );
  app = await startApp({ strategy });
  browser = app.browser();
  const id = await approved();
  closed.add(account);
  const refused = await repeat(id);
  expect(refused.headers.getSetCookie().join()).not.toContain('bloksec-known');
  expect(await told(refused)).toBe('401 login-failed');
  closed.clear();
  expect(await told(await repeat(id))).toBe('409 approval-consumed');
  expect(await whoAmI()).toEqual({ user: null });
  expect(app.logins()).toBe(0);
});

test('T10: a log-out in another tab is not undone by a repeat that waits', async () => {
  app = await startApp({
    strategy: new BlokSecStrategy({ gate }),
    session: session({ secret: 's', resave: true, saveUninitialized: true }),
  });
  browser = app.browser();
  expect((await repeat(await approved())).status).toBe(200);
  expect(await whoAmI()).toEqual({ user: { accountName: account } });
  const stolen = app.browser();
  for (const cookie of browser.cookies) stolen.cookies.set(...cookie);
  const id = await idOf(await start());
  const wait = { prefer: 'respond-async, wait=25', 'bloksec-challenge': `"${id}"` };
  const waiting = browser.send('/login', { username: account }, wait);
  const request = await phone.nextRequest();
  expect((await browser.send('/logout', {})).status).toBe(204);
  await request.deny();
  expect(await told(await waiting)).toBe('403 approval-denied');
  expect(await whoAmI(stolen)).toEqual({ user: null });
});

test('T36: the phone shows the address of the connection, whatever the request says of itself', async () => {
  const said = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' };
  await browser.send('/login', { username: account }, { ...respondAsync, ...said });
  const { details } = await phone.nextRequest();
  expect(details).toMatch(/^From: .*, 127\.0\.0\.1$/m);
  expect(details).not.toContain('203.0.113.9');
});

test('T11: an approval of a step-up is nothing to a login', async () => {
  const request = {
    method: 'POST',
    url: '/login',
    host: new URL(app.origin).host,
    secure: false,
    headers: respondAsync,
    action: {
      purpose: 'step-up',
      operation: 'Transfer',
      subject: { accountName: account, session: 'a-session' },
      refreshSubject: async () => undefined,
    },
  } as const;
  const outcome = await gate.handle(request);
  const id = 'answer' in outcome ? outcome.answer.problem.challenge?.id : undefined;
  await (await phone.nextRequest()).approve();
  await start();
  expect(await told(await repeat(String(id)))).toBe('404 challenge-not-found');
  expect(app.logins()).toBe(0);
});

test('a form without script asks for the code on a page in a new browser, and blocks for the tap alone in a known one', async () => {
  const page = await (await browser.submit('/login', { username: account })).text();
  const [, id = ''] = /name="bloksec-challenge" value="([^"]+)"/.exec(page) ?? [];
  const first = await phone.nextRequest();
  const fields = { username: account, 'bloksec-challenge': id, 'bloksec-code': String(first.code) };
  const typed = browser.submit('/login', fields);
  await first.approve();
  expect((await typed).status).toBe(200);
  const blocked = browser.submit('/login', { username: account });
  const second = await phone.nextRequest();
  expect(second.code).toBeUndefined();
  await second.approve();
  expect(await (await blocked).json()).toMatchObject({ authInfo: { method: 'push' } });
});

test('a denied form is redirected as Passport means it, a script reads what happened', async () => {
  expect((await repeat(await approved())).status).toBe(200);
  const blocked = browser.submit('/login', { username: account });
  await (await phone.nextRequest()).deny();
  const response = await blocked;
  expect([response.status, response.headers.get('location')]).toEqual([302, '/login?failed']);
  const id = await idOf(await start());
  await (await phone.nextRequest()).deny();
  const wait = { prefer: 'respond-async, wait=25', 'bloksec-challenge': `"${id}"` };
  expect(await told(await browser.send('/login', { username: account }, wait))).toBe(
    '403 approval-denied',
  );
  expect(app.logins()).toBe(1);
});

test('T3: BlokSec out of reach logs nobody in', async () => {
  sandbox.failNext({ status: 500 });
  const id = await idOf(await start());
  expect(id).not.toBe('none');
  await expect.poll(() => logged.join()).toContain('could not be asked for');
  expect(logged.join()).not.toContain(account);
  expect(await told(await repeat(id))).toBe('401 approval-pending');
  expect(await whoAmI()).toEqual({ user: null });
});
