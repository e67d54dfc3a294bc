import { expect, test } from 'vitest';
import { BlokSecStrategy } from '../src/index.ts';
import { startApp } from './helpers/express-app.ts';
import { answerOf, passOf, scriptedGate } from './helpers/scripted-gate.ts';

const approval = {
  accountName: 'alice',
  requestId: '622b95833bab53f6bba946d0',
  challengeRef: 'hashed-id',
  purpose: 'login',
  approvedAt: '2026-11-24T12:00:00.000Z',
  method: 'push+code',
};

test('the user is the account of the approval, whoever the request names', async () => {
  const gate = scriptedGate(() => passOf('alice'));
  const app = await startApp({ strategy: new BlokSecStrategy({ gate }) });
  const browser = app.browser();
  const response = await browser.send('/login', { username: 'bob', accountName: 'bob' });
  expect(await response.json()).toEqual({ user: { accountName: 'alice' }, authInfo: approval });
  expect(await (await browser.send('/me')).json()).toEqual({ user: { accountName: 'alice' } });
});

test('the gate’s cookies come beside those of the application', async () => {
  const app = await startApp({ strategy: new BlokSecStrategy({ gate: scriptedGate() }) });
  const response = await app.browser().send('/login', { username: 'alice' });
  const names = response.headers.getSetCookie().map((line) => line.split('=', 1)[0]);
  expect(names).toEqual(['before', 'bloksec-known', 'own', 'connect.sid']);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('successRedirect sends the browser on, with the gate’s cookies', async () => {
  const app = await startApp({
    strategy: new BlokSecStrategy({ gate: scriptedGate() }),
    authenticate: { successRedirect: '/home' },
  });
  const response = await app.browser().submit('/login', { username: 'alice' });
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe('/home');
  expect(response.headers.getSetCookie().join()).toContain('bloksec-known=sealed');
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https:evil.example',
  'https://evil.example',
  '%2f%2fevil.example',
  'javascript:alert(1)',
])('T42: a request cannot say where the login leads: %s', async (target) => {
  const authenticate = { successRedirect: '/home', failureRedirect: '/login?failed' };
  const query = ['returnTo', 'redirect', 'next', 'url']
    .map((name) => `${name}=${encodeURIComponent(target)}`)
    .join('&');
  const fields = { username: 'alice', returnTo: target, redirect: target, next: target };
  for (const [gate, expected] of [
    [scriptedGate(), '/home'],
    [scriptedGate(() => answerOf(401)), '/login?failed'],
  ] as const) {
    const app = await startApp({ strategy: new BlokSecStrategy({ gate }), authenticate });
    const response = await app.browser().submit(`/login?${query}`, fields);
    expect([response.status, response.headers.get('location')]).toEqual([302, expected]);
  }
});

test('without a session the user is there for this request only', async () => {
  const app = await startApp({
    strategy: new BlokSecStrategy({ gate: scriptedGate() }),
    authenticate: { session: false },
  });
  const browser = app.browser();
  expect((await browser.send('/login', { username: 'alice' })).status).toBe(200);
  expect(await (await browser.send('/me')).json()).toEqual({ user: null });
});

test('a callback gets user and approval, and an error of its own reaches it once more as an error', async () => {
  const seen: unknown[] = [];
  const app = await startApp({
    strategy: new BlokSecStrategy({ gate: scriptedGate() }),
    callback: (_req, _res, next) => (error, user, info) => {
      seen.push([error instanceof Error ? error.message : error, user, info]);
      if (error) next(error);
      else throw new Error('callback broke');
    },
  });
  expect((await app.browser().send('/login', { username: 'alice' })).status).toBe(500);
  expect(seen).toEqual([
    [null, { accountName: 'alice' }, { ...approval, approvedAt: new Date(approval.approvedAt) }],
    ['callback broke', undefined, undefined],
  ]);
});
