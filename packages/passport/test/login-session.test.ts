import type { RequestHandler } from 'express';
import session from 'express-session';
import { expect, test } from 'vitest';
import { BlokSecStrategy } from '../src/index.ts';
import { startApp } from './helpers/express-app.ts';
import { scriptedGate } from './helpers/scripted-gate.ts';

const login = { username: 'alice' };

test('T8: a login gets a new session id, and the old one is worth nothing', async () => {
  const app = await startApp({ strategy: new BlokSecStrategy({ gate: scriptedGate() }) });
  const browser = app.browser();
  await browser.send('/me');
  const before = browser.cookies.get('connect.sid');
  expect((await browser.send('/login', login)).status).toBe(200);
  expect(browser.cookies.get('connect.sid')).not.toBe(before);
  expect(await (await browser.send('/me')).json()).toEqual({ user: { accountName: 'alice' } });
  const thief = app.browser();
  thief.cookies.set('connect.sid', before ?? '');
  expect(await (await thief.send('/me')).json()).toEqual({ user: null });
});

test('T8: a session that can not be regenerated is refused before the gate is asked', async () => {
  const gate = scriptedGate();
  const cookieSession: RequestHandler = (req, _res, next) => {
    Object.assign(req, { session: { isNew: true } });
    next();
  };
  const app = await startApp({ strategy: new BlokSecStrategy({ gate }), session: cookieSession });
  expect((await app.browser().send('/login', login)).status).toBe(500);
  expect(app.errors[0]?.message).toMatch(/regenerate\(\) and save\(\).*express-session/);
  expect(gate.asked).toEqual([]);
});

test('such a session is no obstacle where the login needs none', async () => {
  const cookieSession: RequestHandler = (req, _res, next) => {
    Object.assign(req, { session: { isNew: true } });
    next();
  };
  const app = await startApp({
    strategy: new BlokSecStrategy({ gate: scriptedGate() }),
    session: cookieSession,
    authenticate: { session: false },
  });
  expect((await app.browser().send('/login', login)).status).toBe(200);
});

test('T8: a store that keeps the session id has the user logged out again', async () => {
  const store = new session.MemoryStore();
  const regenerate: RequestHandler = (req, _res, next) => {
    req.session.regenerate = (callback) => (callback(undefined), req.session);
    next();
  };
  const real = session({ secret: 's', resave: false, saveUninitialized: true, store });
  const app = await startApp({
    strategy: new BlokSecStrategy({ gate: scriptedGate() }),
    session: (req, res, next) => real(req, res, () => regenerate(req, res, next)),
  });
  const browser = app.browser();
  expect((await browser.send('/login', login)).status).toBe(500);
  expect(app.errors[0]?.message).toMatch(/kept its id/);
  expect(await (await browser.send('/me')).json()).toEqual({ user: null });
  expect(app.logins()).toBe(0);
});

test('a missing serializeUser is explained', async () => {
  const app = await startApp({
    strategy: new BlokSecStrategy({ gate: scriptedGate() }),
    serializers: false,
  });
  expect((await app.browser().send('/login', login)).status).toBe(500);
  expect(app.errors[0]?.message).toMatch(/passport\.serializeUser.*passport\.deserializeUser/);
});
