import { describe, expect, test } from 'vitest';
import { BlokSecStrategy, type Verify } from '../src/index.ts';
import { startApp } from './helpers/express-app.ts';
import { scriptedGate } from './helpers/scripted-gate.ts';

interface Customer {
  readonly id: number;
  readonly accountName: string;
}
const customer = (accountName: string): Customer => ({ id: 7, accountName });
const login = { username: 'alice' };
const respondAsync = { prefer: 'respond-async' };

const saysYes: ReadonlyArray<[string, Verify]> = [
  ['calls done', (accountName, _approval, done) => done(null, customer(accountName))],
  ['returns a promise', async (accountName) => customer(accountName)],
  [
    'calls done after its own promise is over',
    async (accountName, _approval, done) => {
      setImmediate(() => done(null, customer(accountName)));
    },
  ],
];

const saysNo: ReadonlyArray<[string, Verify]> = [
  ['calls done with false', (_accountName, _approval, done) => done(null, false)],
  ['calls done with nothing', (_accountName, _approval, done) => done(null)],
  ['resolves to null', async () => null],
  ['resolves to nothing', async () => undefined],
];

const breaks: ReadonlyArray<[string, Verify]> = [
  ['calls done with an error', (_accountName, _approval, done) => done(new Error('database'))],
  ['calls done with a text', (_accountName, _approval, done) => done('database')],
  [
    'throws',
    () => {
      throw new Error('database');
    },
  ],
  ['rejects', () => Promise.reject(new Error('database'))],
];

describe('a verify function that', () => {
  test.each(saysYes)('%s makes the user', async (_name, verify) => {
    const app = await startApp({ strategy: new BlokSecStrategy({ gate: scriptedGate() }, verify) });
    const browser = app.browser();
    expect((await browser.send('/login', login)).status).toBe(200);
    expect(await (await browser.send('/me')).json()).toEqual({ user: customer('alice') });
  });

  test.each(saysNo)('%s refuses a form like any failed login', async (_name, verify) => {
    const app = await startApp({
      strategy: new BlokSecStrategy({ gate: scriptedGate() }, verify),
      authenticate: { failureRedirect: '/login?failed' },
    });
    const response = await app.browser().submit('/login', login);
    expect(response.headers.get('location')).toBe('/login?failed');
    expect(response.headers.getSetCookie().join()).not.toContain('bloksec-known');
    expect(app.logins()).toBe(0);
  });

  test.each(saysNo)(
    '%s refuses a script with a problem, never a redirect',
    async (_name, verify) => {
      const app = await startApp({
        strategy: new BlokSecStrategy({ gate: scriptedGate() }, verify),
        authenticate: { failureRedirect: '/login?failed' },
      });
      const response = await app.browser().send('/login', login, respondAsync);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ title: 'Login failed', status: 401 });
      expect(response.headers.getSetCookie().join()).not.toContain('bloksec-known');
      expect(app.logins()).toBe(0);
    },
  );

  test.each(breaks)('%s is an error, not a refusal', async (_name, verify) => {
    const app = await startApp({
      strategy: new BlokSecStrategy({ gate: scriptedGate() }, verify),
      authenticate: { failureRedirect: '/login?failed' },
    });
    expect((await app.browser().send('/login', login)).status).toBe(500);
    expect(app.errors[0]?.message).toMatch(/database$/);
    expect(app.logins()).toBe(0);
  });
});

test('passReqToCallback puts the request first', async () => {
  const strategy = new BlokSecStrategy(
    { gate: scriptedGate(), passReqToCallback: true },
    async (req, accountName, approval) => ({ path: req.path, accountName, by: approval.method }),
  );
  const app = await startApp({ strategy });
  const response = await app.browser().send('/login', login);
  expect(await response.json()).toMatchObject({
    user: { path: '/login', accountName: 'alice', by: 'push+code' },
  });
});

test('info of a verify function takes the place of the approval', async () => {
  const strategy = new BlokSecStrategy({ gate: scriptedGate() }, (accountName, _approval, done) =>
    done(null, customer(accountName), { branch: 'Harbour' }),
  );
  const app = await startApp({ strategy });
  const response = await app.browser().send('/login', login);
  expect(await response.json()).toMatchObject({ authInfo: { branch: 'Harbour' } });
});
