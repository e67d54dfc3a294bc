import { defaultGate } from '@bloksec/challenges';
import passport from 'passport';
import { expect, test, vi } from 'vitest';
import { BlokSecStrategy } from '../src/index.ts';
import { scriptedGate } from './helpers/scripted-gate.ts';

const environment = {
  BLOKSEC_APPLICATION_ID: 'app',
  BLOKSEC_APPLICATION_SECRET: 'a-secret-of-the-test-only',
  BLOKSEC_API_URL: 'http://127.0.0.1:9',
};

test('three environment variables are the whole configuration', async () => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const authenticator = new passport.Passport();
  authenticator.use(new BlokSecStrategy());
  expect(authenticator.authenticate('bloksec')).toBeTypeOf('function');
  await defaultGate().close();
  vi.unstubAllEnvs();
});

test('missing environment variables are named when the strategy is made, not at the first login', () => {
  for (const name of Object.keys(environment)) vi.stubEnv(name, undefined);
  expect(() => new BlokSecStrategy()).toThrow(/BLOKSEC_APPLICATION_ID/);
  vi.unstubAllEnvs();
});

test('the strategy is named bloksec and takes a verify function with or without options', () => {
  const gate = scriptedGate();
  expect(new BlokSecStrategy({ gate }).name).toBe('bloksec');
  expect(
    new BlokSecStrategy({ gate }, (accountName, _approval, done) => done(null, { accountName })),
  ).toHaveProperty('name', 'bloksec');
});
