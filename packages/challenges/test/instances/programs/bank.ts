// An instance of an application.
import { openSync, writeSync } from 'node:fs';
import { createGate, type Gate } from '../../../src/index.ts';
import type { GateLimits } from '../../../src/limits/gate-limits.ts';
import { bankServer } from './bank-server.ts';
import { listen } from './listen.ts';
import { quietLogger } from './quiet-logger.ts';
import { givenOptions, serve } from './serve.ts';
import { storesAt } from './stores-at.ts';
import { type Memory, memory, processorTime } from './usage.ts';

export interface BankOptions {
  readonly apiUrl: string;
  /** Default: this process's memory. */
  readonly redisUrl?: string | undefined;
  /** Where every run of a handler is written down; all instances append to it. Default nowhere. */
  readonly ledger?: string | undefined;
  readonly limits?: Partial<GateLimits> | undefined;
}

export type BankFunctions = {
  readonly health: Gate['health'];
  readonly memory: () => Promise<Memory>;
  readonly processorTime: () => number;
};

const { apiUrl, redisUrl, ledger, limits = {} } = givenOptions<BankOptions>();
const stores = redisUrl === undefined ? undefined : await storesAt(redisUrl);
const gate = createGate({
  applicationId: 'the-bank',
  applicationSecret: 'a-secret-that-all-instances-share',
  apiUrl,
  limits,
  logger: quietLogger,
  ...stores?.options,
});

const book = ledger === undefined ? undefined : openSync(ledger, 'a');
const server = bankServer(gate, (deed) => {
  // One write a line: appended whole, whoever else writes, and there even if this process is killed next.
  if (book !== undefined) writeSync(book, `${JSON.stringify(deed)}\n`);
});

const stop = async (): Promise<void> => {
  server.close();
  await gate.close();
  await stores?.close();
  process.exit();
};

process.once('SIGTERM', () => void stop());

serve(await listen(server), {
  health: () => gate.health(),
  memory,
  processorTime,
} satisfies BankFunctions);
