import { defaultGate } from '@bloksec/challenges';
import passport from 'passport';
import { afterEach, expect, test, vi } from 'vitest';
import { BlokSecStrategy } from '../src/index.ts';
import { startApp } from './helpers/express-app.ts';
import { passOf, scriptedGate } from './helpers/scripted-gate.ts';

const environment = {
  BLOKSEC_APPLICATION_ID: 'app',
  BLOKSEC_APPLICATION_SECRET: 'a-secret-of-this-test-only',
  BLOKSEC_API_URL: 'http://127.0.0.1:9',
};

afterEach(() => vi.unstubAllEnvs());

test('three environment variables are the whole configuration', async () => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const strategy = new BlokSecStrategy();
  passport.use(strategy);
  const app = await startApp({ strategy });
  const response = await app.browser().send('/login', {}, { prefer: 'respond-async' });
  expect(await response.json()).toMatchObject({ title: 'No usable account name' });
  await defaultGate().close();
});

test('a verify function may be the only argument', async () => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.spyOn(defaultGate(), 'handle').mockResolvedValue(passOf('alice'));
  const strategy = new BlokSecStrategy(async (accountName) => ({ customer: accountName }));
  const app = await startApp({ strategy });
  const response = await app.browser().send('/login', { username: 'alice' });
  expect(await response.json()).toMatchObject({ user: { customer: 'alice' } });
  await defaultGate().close();
});

test('missing environment variables are named when the strategy is made, not at the first login', () => {
  for (const name of Object.keys(environment)) vi.stubEnv(name, undefined);
  expect(() => new BlokSecStrategy()).toThrow(/BLOKSEC_APPLICATION_ID/);
});

test('the strategy registers itself under the name bloksec', () => {
  expect(new BlokSecStrategy({ gate: scriptedGate() }).name).toBe('bloksec');
});
