import { randomUUID } from 'node:crypto';
import type { Approval } from '@bloksec/challenges';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Ledger } from '../src/account/ledger.ts';
import { Database } from '../src/database/database.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let database: Database;
let ledger: Ledger;

beforeAll(async () => {
  folder = await temporaryFolder();
  database = await Database.open(folder.path);
  ledger = new Ledger(database);
});

afterAll(async () => {
  await database.destroy();
  await folder.remove();
});

const customer = async (): Promise<string> => {
  const name = `${randomUUID()}@example.com`;
  await ledger.open(name);
  return name;
};

const approvalBy = (accountName: string): Approval => ({
  accountName,
  requestId: '622b95833bab53f6bba946d0',
  challengeRef: randomUUID(),
  purpose: 'step-up',
  approvedAt: new Date(),
  method: 'push',
});

const order = (amountCents: number) => ({
  payee: 'ACME GmbH',
  amountCents,
  reference: 'Invoice 7',
});

test('a customer starts with 1,000.00 EUR, once', async () => {
  const name = await customer();
  await ledger.book(order(25_00), approvalBy(name));
  await ledger.open(name);
  expect(await ledger.balanceCents(name)).toBe(975_00);
});

test('a booked transfer holds the request id of its approval', async () => {
  const name = await customer();
  await ledger.book(order(25_00), approvalBy(name));
  expect(await ledger.recentTransfers(name)).toEqual([
    expect.objectContaining({
      payee: 'ACME GmbH',
      amount_cents: 25_00,
      reference: 'Invoice 7',
      request_id: '622b95833bab53f6bba946d0',
    }),
  ]);
});

test('T32: one approval books once, also when it comes twice at the same time', async () => {
  const name = await customer();
  const approval = approvalBy(name);
  const outcomes = await Promise.allSettled([
    ledger.book(order(25_00), approval),
    ledger.book(order(25_00), approval),
  ]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await ledger.balanceCents(name)).toBe(975_00);
});

test('T32: the database itself refuses a challenge reference that is in the ledger', async () => {
  const name = await customer();
  const approval = approvalBy(name);
  await ledger.book(order(1), approval);
  const again = database
    .insertInto('transfers')
    .values({
      account_name: name,
      payee: 'Someone else',
      amount_cents: 1,
      reference: '',
      request_id: 'another',
      challenge_ref: approval.challengeRef,
    })
    .execute();
  await expect(again).rejects.toThrow(/transfers_challenge_ref_key/);
});

test('a transfer over the balance books nothing and says so', async () => {
  const name = await customer();
  await expect(ledger.book(order(1_000_01), approvalBy(name))).rejects.toThrow(
    'Your balance does not cover this transfer. Nothing was booked.',
  );
  expect(await ledger.balanceCents(name)).toBe(1_000_00);
  expect(await ledger.recentTransfers(name)).toEqual([]);
});

test('two transfers that only together exceed the balance do not both go through', async () => {
  const name = await customer();
  const outcomes = await Promise.allSettled([
    ledger.book(order(600_00), approvalBy(name)),
    ledger.book(order(600_00), approvalBy(name)),
  ]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await ledger.balanceCents(name)).toBe(400_00);
});

test('the books are still there after the database was closed and opened again', async () => {
  const name = await customer();
  await ledger.book(order(25_00), approvalBy(name));
  await database.destroy();
  database = await Database.open(folder.path);
  ledger = new Ledger(database);
  expect(await ledger.balanceCents(name)).toBe(975_00);
});
