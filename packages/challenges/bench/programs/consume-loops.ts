// Uses up approvals as fast as it can: by a bare script call, through the store, and through the whole gate.
import { randomBytes } from 'node:crypto';
import { createClient } from 'redis';
import {
  type ApprovalClient,
  type ChallengeStore,
  createGate,
  type Gate,
  type GateRequest,
  memoryChallengeStore,
} from '../../src/index.ts';
import { redisStores } from '../../src/redis/index.ts';
import { script } from '../../src/redis/script.ts';
import { consume } from '../../src/redis/scripts/challenge/consume.ts';
import { async, idOf, repeat } from '../../test/helpers/browser.ts';
import { quietLogger } from '../../test/instances/programs/quiet-logger.ts';
import { processorTime } from '../../test/instances/programs/usage.ts';
import { givenOptions, serve } from '../../test/instances/programs/serve.ts';
import { inParallel } from '../../test/instances/harness/in-parallel.ts';

export interface ConsumeOptions {
  readonly redisUrl: string;
}

/** What uses approvals up. */
export type Way =
  | 'least script'
  | 'own script'
  | 'store'
  | 'gate'
  | 'store in memory'
  | 'gate in memory';

/** How fast it went. */
export interface Pace {
  readonly perSecond: number;
  /** Processor time of this process for each. */
  readonly processorMicroseconds: number;
}

export type ConsumeFunctions = {
  /** Uses up so many approvals, so many at a time. */
  readonly useUp: (way: Way, approvals: number, atATime: number) => Promise<Pace>;
};

const client = createClient({ url: givenOptions<ConsumeOptions>().redisUrl });
await client.connect();
const stores = redisStores(client);
const memoryStore = memoryChallengeStore();

/** The least that a script must do to use up an approval once: look, compare, write. */
const least = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], 'consumed', 'KEEPTTL')
return 1
`);

const random = (): string => randomBytes(32).toString('base64url');
const claim = { binding: random(), details: random() };

/** A challenge that was approved, made as the gate makes it. */
const approvedIn = async (store: ChallengeStore): Promise<{ owner: string; ref: string }> => {
  const key = { owner: random(), ref: random() };
  await store.create({
    ...key,
    ...claim,
    purpose: 'step-up',
    keyId: 'AAAAAAAA',
    joinKey: random(),
    account: random(),
    sealed: random() + random() + random(),
    revealed: true,
    codeHash: undefined,
    holder: 'bench',
    leaseMs: 60_000,
    pendingMs: 120_000,
    approvedMs: 120_000,
  });
  await store.move(key, { to: 'accepted', requestId: '0'.repeat(24), holder: 'bench' });
  return key;
};

const accepts: ApprovalClient['authenticate'] = async () => ({
  status: 'accepted',
  requestId: '0'.repeat(24),
});
const gateOf = (options: object): Gate =>
  createGate({
    client: { authenticate: accepts, authorize: accepts },
    applicationSecret: 'a-secret-of-the-benchmark',
    logger: quietLogger,
    limits: { outstandingCalls: 10_000, approvedMs: 120_000 },
    ...options,
  });
const gates = { gate: gateOf(stores), 'gate in memory': gateOf({}) };

const transferOf = (session: string, headers: Readonly<Record<string, string>>): GateRequest => {
  const subject = { accountName: `${session}@example.com`, session };
  const body = { to: 'ACME', amount: '25.00' };
  const rawBody = Buffer.from(JSON.stringify(body));
  return {
    method: 'POST',
    url: '/transfers',
    host: 'bank.example',
    secure: true,
    body,
    rawBody,
    clientAddress: '203.0.113.7',
    headers: {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'content-length': String(rawBody.length),
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      ...headers,
    },
    action: {
      purpose: 'step-up',
      operation: 'POST /transfers',
      subject,
      refreshSubject: async () => subject,
    },
  };
};

/** What uses up one approval, which is made before the clock runs. Resolves to whether it did. */
const prepare = async (way: Way): Promise<() => Promise<boolean>> => {
  if (way === 'gate' || way === 'gate in memory') {
    const session = random();
    const gate = gates[way];
    const id = idOf(await gate.handle(transferOf(session, async)));
    await gate.handle(transferOf(session, repeat(id, { wait: 25 })));
    const request = transferOf(session, repeat(id));
    return async () => 'pass' in (await gate.handle(request));
  }
  if (way === 'least script') {
    const key = `bloksec:{${random()}}:c:${random()}`;
    await client.set(key, claim.binding, { PX: 600_000 });
    return async () =>
      (await client.evalSha(least.sha1, { keys: [key], arguments: [claim.binding] })) === 1;
  }
  const store = way === 'store in memory' ? memoryStore : stores.challengeStore;
  const key = await approvedIn(store);
  if (way !== 'own script') return async () => (await store.consume(key, claim)).consumed;
  const call = {
    keys: [`bloksec:{${key.owner}}:c:${key.ref}`],
    arguments: [claim.binding, claim.details],
  };
  return async () => ((await client.evalSha(consume.sha1, call)) as unknown[])[2] === 1;
};

await client.scriptLoad(least.source);
await client.scriptLoad(consume.source);

serve(0, {
  useUp: async (way, approvals, atATime) => {
    const uses: (() => Promise<boolean>)[] = [];
    await inParallel(approvals, atATime, async (index) => {
      uses[index] = await prepare(way);
    });
    const begun = performance.now();
    const before = processorTime();
    await inParallel(approvals, atATime, async (index) => {
      if (!(await uses[index]?.())) throw new Error(`${way}: an approval could not be used`);
    });
    return {
      perSecond: approvals / ((performance.now() - begun) / 1000),
      processorMicroseconds: (processorTime() - before) / approvals,
    };
  },
} satisfies ConsumeFunctions);
