// An instance of the tests' application whose phone is in the same process: so nothing is measured but the gate.
import { type ApprovalClient, createGate } from '../../src/index.ts';
import { bankServer } from '../../test/instances/programs/bank-server.ts';
import { listen } from '../../test/instances/programs/listen.ts';
import { quietLogger } from '../../test/instances/programs/quiet-logger.ts';
import { givenOptions, serve } from '../../test/instances/programs/serve.ts';
import { storesAt } from '../../test/instances/programs/stores-at.ts';
import { microseconds } from './time.ts';

export interface BankWithPhoneOptions {
  readonly redisUrl?: string;
}

export type BankWithPhoneFunctions = {
  /** The account's user accepts; says when, in microseconds. */
  readonly accept: (accountName: string) => number;
  readonly waitsInFlight: () => Promise<number>;
};

const { redisUrl } = givenOptions<BankWithPhoneOptions>();
const ringing = new Map<string, () => void>();
const ring: ApprovalClient['authenticate'] = ({ accountName }) =>
  new Promise((resolve) => {
    const requestId = '0'.repeat(24);
    ringing.set(accountName, () => resolve({ status: 'accepted', requestId }));
  });

const stores = redisUrl === undefined ? undefined : await storesAt(redisUrl);
const gate = createGate({
  client: { authenticate: ring, authorize: ring },
  applicationSecret: 'a-secret-that-all-instances-share',
  limits: { outstandingCalls: 10_000 },
  logger: quietLogger,
  ...stores?.options,
});

serve(await listen(bankServer(gate, () => undefined)), {
  accept: (accountName) => {
    const now = microseconds();
    ringing.get(accountName)?.();
    return now;
  },
  waitsInFlight: async () => (await gate.health()).waitsInFlight,
} satisfies BankWithPhoneFunctions);
