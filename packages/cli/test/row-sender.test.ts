import { expect, test } from 'vitest';
import { BlokSecClient } from '@bloksec/client';
import type { Outcome } from '../src/bulk/outcome.ts';
import { RowSender } from '../src/bulk/row-sender.ts';
import { Journal, type JournalFile } from '../src/journal/journal.ts';
import { RowIndex } from '../src/journal/row-index.ts';

const request = (name: string): { user: { email: string }; account: { name: string } } => ({
  user: { email: `${name}@example.com` },
  account: { name },
});

/** A disk that holds what is written up to a number of bytes, and knows what was synced. */
function disk(room: number): JournalFile & { written: string; synced: string } {
  return {
    written: '',
    synced: '',
    async appendFile(text) {
      if (this.written.length + String(text as string).length > room) {
        throw new Error('ENOSPC: no space left on device, write');
      }
      this.written += text as string;
    },
    async datasync() {
      await new Promise((resolve) => setTimeout(resolve, 2));
      this.synced = this.written;
    },
    close: () => Promise.resolve(),
  };
}

function sending(
  file: ReturnType<typeof disk>,
  answer: (name: string) => Response | Promise<Response>,
): { sender: RowSender; index: RowIndex; outcomes: string[]; pauses: number[] } {
  const index = new RowIndex(1000);
  const outcomes: string[] = [];
  const pauses: number[] = [];
  const client = new BlokSecClient({
    applicationId: 'a',
    applicationSecret: 'b',
    apiUrl: 'https://api.example',
    fetch: async (_url, { body = '' }) =>
      answer((JSON.parse(body) as ReturnType<typeof request>).account.name),
  });
  const sender = new RowSender({
    client,
    journal: new Journal('x', file, 0),
    index,
    concurrency: 4,
    rate: undefined,
    onOutcome: ({ request: { account } }, { state }: Outcome) =>
      outcomes.push(`${account.name} ${state}`),
    onPause: (_reason, ms) => pauses.push(ms),
  });
  return { sender, index, outcomes, pauses };
}

const invited = (): Response => Response.json({ registrationId: 'r1' });

test('a row is on the disk before its request goes out', async () => {
  const file = disk(Number.POSITIVE_INFINITY);
  const missing: string[] = [];
  const { sender, index, outcomes } = sending(file, (name) => {
    if (!file.synced.includes(`"account":"${name}","state":"sending"`)) missing.push(name);
    return invited();
  });
  for (let line = 2; line < 202; line += 1) {
    const name = `u${line}`;
    await sender.offer({ line, slot: index.slotOf(name), request: request(name) });
  }
  await sender.finish();
  expect(outcomes).toHaveLength(200);
  expect(missing).toEqual([]);
});

test('once the disk is full no row is sent that it does not hold, and the run stops with the reason', async () => {
  const file = disk(4000);
  const sent: string[] = [];
  const { sender, index } = sending(file, (name) => {
    sent.push(name);
    return invited();
  });
  let line = 2;
  for (let goesOn = true; goesOn && line < 1000; line += 1) {
    const name = `u${line}`;
    goesOn = await sender.offer({ line, slot: index.slotOf(name), request: request(name) });
  }
  await sender.finish();
  expect(line).toBeLessThan(1000);
  expect(sender.stoppedBy).toMatchObject({ message: expect.stringContaining('ENOSPC') });
  expect(sent.length).toBeGreaterThan(0);
  for (const name of sent) expect(file.synced).toContain(`"account":"${name}","state":"sending"`);
});

test('rows that only wait are taken back from the journal when a pause begins, and sent after it', async () => {
  const file = disk(Number.POSITIVE_INFINITY);
  let isDown = true;
  const { sender, index, outcomes, pauses } = sending(file, () => {
    if (isDown) return new Response('{}', { status: 429 });
    return invited();
  });
  const offers: Promise<boolean>[] = [];
  for (const name of ['ada', 'bob', 'carl', 'dora', 'eve', 'fay']) {
    offers.push(sender.offer({ line: 2, slot: index.slotOf(name), request: request(name) }));
  }
  await Promise.all(offers);
  await expect.poll(() => pauses.length).toBe(1);
  isDown = false;
  expect(['eve', 'fay'].map((name) => index.state(index.slotOf(name)))).toEqual([
    'unsent',
    'unsent',
  ]);
  await sender.finish();
  expect(outcomes.toSorted()).toEqual(
    ['ada', 'bob', 'carl', 'dora', 'eve', 'fay'].map((name) => `${name} invited`),
  );
}, 20_000);
