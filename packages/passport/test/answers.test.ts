import { describe, expect, test } from 'vitest';
import { BlokSecStrategy } from '../src/index.ts';
import { startApp } from './helpers/express-app.ts';
import { answerOf, pageOf, scriptedGate } from './helpers/scripted-gate.ts';

const respondAsync = { prefer: 'respond-async' };
const refusals = [401, 403, 404, 409, 415, 429, 503];

describe.each([
  ['Prefer: respond-async', respondAsync],
  ['BlokSec-Challenge', { 'bloksec-challenge': '"id"' }],
])('a request with %s', (_name, headers) => {
  test.each(refusals)(
    'T51: gets the gate’s %i as it is, for no cache to keep, in spite of failureRedirect',
    async (status) => {
      const gate = scriptedGate(() => answerOf(status));
      const authenticate = { failureRedirect: '/login', failureMessage: true };
      const app = await startApp({ strategy: new BlokSecStrategy({ gate }), authenticate });
      const response = await app.browser().send('/login', { username: 'alice' }, headers);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.getSetCookie()).toContain('bloksec=browser; Path=/');
      expect(response.headers.getSetCookie()).toContain('before=kept; Path=/');
      expect(await response.json()).toMatchObject({ status, detail: `Said ${status}.` });
      expect(app.logins()).toBe(0);
    },
  );
});

describe('a form without script', () => {
  test('gets the page on which its login goes on, in spite of failureRedirect', async () => {
    const gate = scriptedGate(() => pageOf('<p>Type the code.</p>'));
    const authenticate = { failureRedirect: '/login' };
    const app = await startApp({ strategy: new BlokSecStrategy({ gate }), authenticate });
    const response = await app.browser().submit('/login', { username: 'alice' });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe('<p>Type the code.</p>');
    expect(app.logins()).toBe(0);
  });

  test('is redirected by failureRedirect once it is refused', async () => {
    const gate = scriptedGate(() => answerOf(401));
    const authenticate = { failureRedirect: '/login?failed' };
    const app = await startApp({ strategy: new BlokSecStrategy({ gate }), authenticate });
    const response = await app.browser().submit('/login', { username: 'alice' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/login?failed');
    expect(app.logins()).toBe(0);
  });

  test('gets a 401 with its challenge where nothing handles the refusal', async () => {
    const gate = scriptedGate(() => answerOf(401));
    const app = await startApp({ strategy: new BlokSecStrategy({ gate }) });
    const response = await app.browser().submit('/login', { username: 'alice' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('BlokSec realm="app"');
  });

  test.each(refusals)('hands a refusal with %i and its reason to a callback', async (status) => {
    const gate = scriptedGate(() => answerOf(status));
    const app = await startApp({
      strategy: new BlokSecStrategy({ gate }),
      callback: (_req, res) => (error, user, info, given) =>
        res.status(418).json({ error, user, info, given }),
    });
    const response = await app.browser().submit('/login', { username: 'alice' });
    expect(await response.json()).toEqual({
      error: null,
      user: false,
      info: status === 401 ? 'BlokSec realm="app"' : `Said ${status}.`,
      given: status,
    });
  });
});

test('the gate gets what came in the field that was named, and nothing of the prototype', async () => {
  const gate = scriptedGate(() => answerOf(401));
  const app = await startApp({ strategy: new BlokSecStrategy({ gate, usernameField: 'email' }) });
  const browser = app.browser();
  await browser.send('/login', { email: 'alice@example.com', username: 'bob' }, respondAsync);
  await browser.send('/login', { username: 'bob' }, respondAsync);
  await browser.send('/login', { email: ['alice', 'bob'] }, respondAsync);
  expect(gate.asked.map(({ action }) => action)).toEqual([
    { purpose: 'login', accountName: 'alice@example.com' },
    { purpose: 'login', accountName: undefined },
    { purpose: 'login', accountName: ['alice', 'bob'] },
  ]);
});

test('a gate that breaks is an error of the application, not a refusal, and logs nobody in', async () => {
  const gate = scriptedGate(() => Promise.reject(new Error('store is down')));
  const authenticate = { failureRedirect: '/login' };
  const app = await startApp({ strategy: new BlokSecStrategy({ gate }), authenticate });
  const response = await app.browser().send('/login', { username: 'alice' }, respondAsync);
  expect(response.status).toBe(500);
  expect(app.errors.map((error) => error.message)).toEqual(['store is down']);
  expect(app.logins()).toBe(0);
});
