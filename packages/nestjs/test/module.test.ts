import { randomUUID } from 'node:crypto';
import { createSandbox, type Sandbox } from '@bloksec/sandbox';
import { createGate, defaultGate, type Gate } from '@bloksec/challenges';
import type { DynamicModule, ExecutionContext } from '@nestjs/common';
import { HttpAdapterHost, Reflector } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { BLOKSEC_GATE, BlokSecLogin, BlokSecModule, BlokSecStepUp } from '../src/index.ts';
import { platforms, rootOf } from './helpers/apps.ts';
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
  });
});

test('missing environment variables are named when the application starts', async () => {
  for (const name of Object.keys(sandbox.env)) vi.stubEnv(name, undefined);
  const { root } = bankWith(undefined);
  const start = Test.createTestingModule({ imports: [root] }).compile();
  for (const name of Object.keys(sandbox.env)) await expect(start).rejects.toThrow(name);
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
  expect(await gateIn(BlokSecModule.forRootAsync({ useFactory: async () => ({ gate }) }))).toBe(
    gate,
  );
  await gate.close();
});

describe('a guard in a module that does not import BlokSecModule', () => {
  const answerOf = async (module: DynamicModule): Promise<string> => {
    const feature = bankWith(undefined).root;
    const app = await platforms[0]![1](rootOf([], [module, feature]));
    await app.listen(0, '127.0.0.1');
    onTestFinished(() => app.close());
    const response = await visitor(await app.getUrl()).post('/login', { username: 'a' }, async);
    return told(response);
  };
  /** Answers so that it can be told from the gate of the environment. */
  const closedGate = async (): Promise<Gate> => {
    const gate = createGate();
    await gate.close();
    return gate;
  };

  test('uses that module’s gate all the same', async () => {
    useEnvironment();
    const gate = await closedGate();
    expect(await answerOf(BlokSecModule.forRoot({ gate }))).toBe('503 provider-unavailable');
    const useFactory = async () => ({ gate });
    expect(await answerOf(BlokSecModule.forRootAsync({ useFactory }))).toBe(
      '503 provider-unavailable',
    );
  });

  test('uses the gate of the environment where the module is not global', async () => {
    useEnvironment();
    const gate = await closedGate();
    expect(await answerOf(BlokSecModule.forRoot({ gate, isGlobal: false }))).toBe(
      '401 approval-required',
    );
  });
});

test('the field of the account name alone makes no gate of its own', async () => {
  useEnvironment();
  expect(await gateIn(BlokSecModule.forRoot({ usernameField: 'email' }))).toBe(defaultGate());
  await defaultGate().close();
});

describe.each(platforms)('an application on %s that is closed', (_platform, create) => {
  test.each([
    ['with the module', () => BlokSecModule.forRoot()],
    ['without it', () => undefined],
  ])('%s answers the requests that wait, and does not wait for them', async (_name, module) => {
    useEnvironment();
    const account = `${randomUUID()}@example.com`;
    const phone = await sandbox.link(account);
    const app = await create(bankWith(module()).root);
    await app.listen(0, '127.0.0.1');
    const browser = visitor(await app.getUrl());
    await browser.post('/session', { accountName: account });
    const blocked = browser.post('/transfers', {});
    await phone.nextRequest();
    const closed = app.close();
    expect((await blocked).status).toBe(401);
    await closed;
  });
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
