import { randomUUID } from 'node:crypto';
import { createGate, type Gate, type GateOptions } from '@bloksec/challenges';
import { createSandbox, type Phone, type Sandbox } from '@bloksec/sandbox';
import { afterAll, beforeAll } from 'vitest';

/** BlokSec for the tests of a file. */
export interface BlokSecForTests {
  readonly sandbox: () => Sandbox;
  /** What a gate needs to know of it. */
  readonly options: () => GateOptions;
  /** One gate for the whole file. */
  readonly gate: () => Gate;
  /** A new account with a phone of its own: what one test leaves unanswered is nothing to the next. */
  readonly newAccount: () => Promise<{ readonly account: string; readonly phone: Phone }>;
}

/** Starts a sandbox before the tests of this file, and ends it after them. */
export const useBlokSec = (): BlokSecForTests => {
  let sandbox: Sandbox;
  let gate: Gate;
  const options = (): GateOptions => ({
    applicationId: sandbox.application.id,
    applicationSecret: sandbox.application.secret,
    apiUrl: sandbox.url,
  });
  beforeAll(async () => {
    sandbox = await createSandbox();
    gate = createGate(options());
  });
  afterAll(async () => {
    await gate.close();
    await sandbox.close();
  });
  return {
    sandbox: () => sandbox,
    options,
    gate: () => gate,
    newAccount: async () => {
      const account = `${randomUUID()}@example.com`;
      return { account, phone: await sandbox.link(account) };
    },
  };
};
