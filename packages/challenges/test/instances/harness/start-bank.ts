import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RedisServer, startRedis } from '@bloksec/redis-server';
import type { GateLimits } from '../../../src/limits/gate-limits.ts';
import type { BankFunctions, BankOptions } from '../programs/bank.ts';
import type { Deed } from '../programs/bank-server.ts';
import type { StubFunctions, StubOptions } from '../programs/bloksec-stub.ts';
import type { FrontFunctions, FrontOptions } from '../programs/front.ts';
import { closeConnections, type HttpBrowser, httpBrowser } from './http-browser.ts';
import { type OnEnd, type Program, startProgram } from './start-program.ts';

/** Several instances of an application behind one front, with one Redis and one BlokSec. All are processes of their own. */
export interface Bank {
  readonly stub: Program<StubFunctions>;
  readonly redis: RedisServer;
  readonly instances: readonly Program<BankFunctions>[];
  readonly front: Program<FrontFunctions>;
  /** A new browser, by way of the front or straight to one instance. */
  browser(instance?: Program<BankFunctions>): HttpBrowser;
  /** Every run of a handler so far, in all instances. */
  deeds(): Promise<readonly Deed[]>;
}

export interface BankSetUp {
  /** Default 3. */
  readonly instances?: number;
  readonly limits?: Partial<GateLimits>;
  readonly stub?: StubOptions;
  /** More arguments of Redis. Default: it saves nothing. */
  readonly redisArgs?: readonly string[];
}

const program = (name: string): URL => new URL(`../programs/${name}.ts`, import.meta.url);

export const startStub = (
  onEnd: OnEnd,
  options: StubOptions = {},
): Promise<Program<StubFunctions>> => startProgram(onEnd, program('bloksec-stub'), options);

export const startInstance = (
  onEnd: OnEnd,
  options: BankOptions,
  flags: readonly string[] = [],
): Promise<Program<BankFunctions>> => startProgram(onEnd, program('bank'), options, flags);

/** Starts a Redis that does not outlive the end. */
export const startStore = async (
  onEnd: OnEnd,
  args: readonly string[] = [],
): Promise<RedisServer> => {
  const redis = await startRedis({ args });
  onEnd(() => redis.stop());
  return redis;
};

export const startBank = async (onEnd: OnEnd, setUp: BankSetUp = {}): Promise<Bank> => {
  const { instances: count = 3, limits } = setUp;
  const folder = await mkdtemp(join(tmpdir(), 'bloksec-bank-'));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  const ledger = join(folder, 'ledger');
  const [stub, redis] = await Promise.all([
    startStub(onEnd, setUp.stub),
    startStore(onEnd, setUp.redisArgs),
  ]);
  const apiUrl = `http://127.0.0.1:${stub.port}`;
  const options = { apiUrl, redisUrl: redis.url, ledger, limits };
  const instances = await Promise.all(
    Array.from({ length: count }, () => startInstance(onEnd, options)),
  );
  const frontOptions: FrontOptions = { ports: instances.map(({ port }) => port) };
  const front = await startProgram<FrontFunctions>(onEnd, program('front'), frontOptions);
  onEnd(async () => closeConnections());
  return {
    stub,
    redis,
    instances,
    front,
    browser: (instance) => httpBrowser((instance ?? front).port),
    deeds: async () => {
      const text = await readFile(ledger, 'utf8').catch(() => '');
      const lines = text.split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as Deed);
    },
  };
};

/** How many requests the instances hold, all together. */
export const waitsInFlight = async (
  instances: readonly Program<BankFunctions>[],
): Promise<number> => {
  const health = await Promise.all(instances.map(({ call }) => call.health()));
  return health.reduce((sum, each) => sum + each.waitsInFlight, 0);
};
