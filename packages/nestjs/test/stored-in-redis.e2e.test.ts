import { createGate } from '@bloksec/challenges';
import { redisStores } from '@bloksec/challenges/redis';
import { startRedis } from '@bloksec/redis-server';
import type { PhoneRequest } from '@bloksec/sandbox';
import { createClient, type RedisClientType } from 'redis';
import { expect, onTestFinished, test } from 'vitest';
import { BlokSecModule } from '../src/index.ts';
import { platforms } from './helpers/apps.ts';
import { bankWith } from './helpers/bank.ts';
import { useBlokSec } from './helpers/use-bloksec.ts';
import { async, idOf, repeat, told, untilApproved, visitor } from './helpers/visitor.ts';

const transfer = { payee: 'ACME GmbH', amount: '25.00' };
const blokSec = useBlokSec();

/** What of each kind of key shows everything in it. */
const readers: Readonly<Record<string, readonly string[]>> = {
  string: ['GET'],
  hash: ['HGETALL'],
  set: ['SMEMBERS'],
  zset: ['ZRANGE', '0', '-1', 'WITHSCORES'],
  list: ['LRANGE', '0', '-1'],
};

/** Every key with its content, and the milliseconds that it has left. */
const dump = async (client: RedisClientType): Promise<{ text: string; leftMs: number }[]> => {
  const entries = [];
  for (const key of (await client.sendCommand(['KEYS', '*'])) as unknown as string[]) {
    const [command = 'a key of an unknown type', ...rest] = readers[await client.type(key)] ?? [];
    const content: unknown = await client.sendCommand([command, key, ...rest]);
    entries.push({ text: JSON.stringify([key, content]), leftMs: Number(await client.pTTL(key)) });
  }
  return entries;
};

test('T31: what a login and a step-up leave in Redis holds nothing readable of them, and has an end', async () => {
  const server = await startRedis();
  const client: RedisClientType = createClient({ url: server.url });
  await client.connect();
  const stores = redisStores(client);
  const gate = createGate({
    ...blokSec.options(),
    ...stores,
    limits: { shutdownGraceMs: 0 },
  });
  const { account, phone } = await blokSec.newAccount();
  const create = platforms[0]?.[1];
  const app = await create?.(bankWith(BlokSecModule.forRoot({ gate })).root, false, {
    forceCloseConnections: true,
  });
  onTestFinished(async () => {
    await gate.close();
    await app?.close();
    await stores.challengeStore.close();
    client.destroy();
    await server.stop();
  });
  await app?.listen(0, '127.0.0.1');
  const browser = visitor((await app?.getUrl()) ?? '');
  const login = { username: account };
  const secrets = [account, 'ACME', blokSec.options().applicationSecret ?? ''];
  const seen = (id: string, request: PhoneRequest): void => {
    secrets.push(id, ...(request.code === undefined ? [] : [request.code]));
  };

  const logIn = await idOf(await browser.post('/login', login, async));
  const first = await phone.nextRequest();
  seen(logIn, first);
  const code = (digits: string) => ({
    ...async,
    'bloksec-challenge': `"${logIn}"; code="${digits}"`,
  });
  const wrong = first.code === '000000' ? '111111' : '000000';
  expect(await told(await browser.post('/login', login, code(wrong)))).toBe('403 code-mismatch');
  await browser.post('/login', login, code(first.code ?? ''));
  await first.approve();
  await untilApproved(() => browser.post('/login', login, async));
  expect((await browser.post('/login', login, repeat(logIn))).status).toBe(201);

  await browser.post('/session', { accountName: account });
  const used = await idOf(await browser.post('/transfers', transfer, async));
  const second = await phone.nextRequest();
  seen(used, second);
  await second.approve();
  await untilApproved(() => browser.post('/transfers', transfer, async));
  expect((await browser.post('/transfers', transfer, repeat(used))).status).toBe(201);

  const stranger = visitor((await app?.getUrl()) ?? '');
  const refused = await idOf(await stranger.post('/login', login, async));
  const third = await phone.nextRequest();
  seen(refused, third);
  await third.deny();
  const pending = await idOf(await browser.post('/transfers', { ...transfer, count: 2 }, async));
  seen(pending, await phone.nextRequest());
  // Whole, and their parts: a session's cookie is its id with a signature.
  const cookies = [browser, stranger].flatMap((one) => [...one.cookies().values()]);
  const parts = cookies.flatMap((value) => decodeURIComponent(value).split(/[:.]/));
  secrets.push(...[...cookies, ...parts].filter(({ length }) => length > 15));

  const entries = await dump(client);
  expect(entries.length).toBeGreaterThan(8);
  expect(entries.filter(({ leftMs }) => !(leftMs > 0))).toEqual([]);
  const text = entries.map((entry) => entry.text).join('\n');
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
});
