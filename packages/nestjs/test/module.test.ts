import { createSandbox, type Sandbox } from '@bloksec/sandbox';
import { createGate, defaultGate, type Gate } from '@bloksec/challenges';
import type { DynamicModule, ExecutionContext } from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { BLOKSEC_GATE, BlokSecLogin, BlokSecModule, BlokSecStepUp } from '../src/index.ts';
import { platforms } from './helpers/apps.ts';
import { bankWith } from './helpers/bank.ts';
import { async, told, visitor } from './helpers/visitor.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => vi.unstubAllEnvs());

const useEnvironment = (): void => {
  for (const [name, value] of Object.entries(sandbox.env)) vi.stubEnv(name, value);
};

const gateIn = async (module: DynamicModule): Promise<Gate> => {
  const testing = await Test.createTestingModule({ imports: [module] }).compile();
  return testing.get<Gate>(BLOKSEC_GATE, { strict: false });
};

describe.each(platforms)('on %s', (_platform, create) => {
  test('the guard works with three environment variables and nothing else, not even the module', async () => {
    useEnvironment();
    const app = await create(bankWith(undefined).root);
    await app.listen(0, '127.0.0.1');
    const browser = visitor(await app.getUrl());
    await browser.post('/session', { accountName: 'alice@example.com' });
    expect(await told(await browser.post('/transfers', {}, async))).toBe('401 approval-required');
    await app.close();
    await defaultGate().close();
  });
});

test('missing environment variables are named when the application starts', async () => {
  for (const name of Object.keys(sandbox.env)) vi.stubEnv(name, undefined);
  const { root } = bankWith(undefined);
  await expect(Test.createTestingModule({ imports: [root] }).compile()).rejects.toThrow(
    /BLOKSEC_APPLICATION_ID[^]*BLOKSEC_APPLICATION_SECRET[^]*BLOKSEC_API_URL/,
  );
});

test('forRoot without options shares the gate of the process; with a gate it takes that one', async () => {
  useEnvironment();
  expect(await gateIn(BlokSecModule.forRoot())).toBe(defaultGate());
  await defaultGate().close();
  const gate = createGate();
  expect(await gateIn(BlokSecModule.forRoot({ gate }))).toBe(gate);
  await gate.close();
});

test('forRootAsync takes its options from a factory', async () => {
  useEnvironment();
  const gate = createGate();
  const module = BlokSecModule.forRootAsync({ isGlobal: true, useFactory: async () => ({ gate }) });
  expect(module.global).toBe(true);
  expect(await gateIn(module)).toBe(gate);
  await gate.close();
});

test.each(['rpc', 'ws', 'graphql'])('a %s handler is not let run by either guard', async (type) => {
  useEnvironment();
  const gate = createGate();
  const context = { getType: () => type } as unknown as ExecutionContext;
  const host = new HttpAdapterHost();
  const said = new RegExp(`guards HTTP routes only.*"${type}"`);
  await expect(new BlokSecStepUp(new Reflector(), host, gate).canActivate(context)).rejects.toThrow(
    said,
  );
  await expect(new BlokSecLogin(host, gate).canActivate(context)).rejects.toThrow(said);
  await gate.close();
});
