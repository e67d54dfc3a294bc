import { open, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Journal, type JournalFile } from '../src/journal/journal.ts';
import type { RowRecord } from '../src/journal/journal-record.ts';
import { openJournal } from '../src/journal/open-journal.ts';
import { RecordReader } from '../src/journal/read-record.ts';
import { readJournal } from '../src/journal/read-journal.ts';
import { RowIndex } from '../src/journal/row-index.ts';
import { temporaryFile } from './helpers/temporary-file.ts';

const target = { applicationId: 'harbour-bank', apiUrl: 'https://api.example' };

function record(account: string, state: RowRecord['state'] = 'sending'): RowRecord {
  return { at: '2026-11-24T20:00:00.000Z', line: 2, account, state };
}

/** A disk whose every step is noted and, if wanted, held up. */
function slowDisk(): { file: JournalFile; steps: string[]; finish: () => void } {
  const steps: string[] = [];
  let finish: () => void = () => undefined;
  return {
    steps,
    finish: () => finish(),
    file: {
      appendFile: async (text) => {
        steps.push(`write ${(text as string).split('\n').length - 1}`);
      },
      datasync: () =>
        new Promise((resolve) => {
          finish = () => {
            steps.push('sync');
            resolve();
          };
        }),
      close: () => Promise.resolve(),
    },
  };
}

test('a record is durable only after the disk has it, and all that came meanwhile go together', async () => {
  const { file, steps, finish } = slowDisk();
  const journal = new Journal('users.journal', file, 0);
  const durable: string[] = [];
  const append = (name: string): Promise<number> =>
    journal.append(record(name)).durable.then(() => durable.push(name));
  const first = append('ada');
  await expect.poll(() => steps).toEqual(['write 1']);
  const others = [append('bob'), append('carl'), append('dora')];
  await new Promise((resolve) => setImmediate(resolve));
  expect(durable).toEqual([]);
  finish();
  await first;
  expect(durable).toEqual(['ada']);
  await expect.poll(() => steps).toEqual(['write 1', 'sync', 'write 3']);
  expect(durable).toEqual(['ada']);
  finish();
  await Promise.all(others);
  expect(steps).toEqual(['write 1', 'sync', 'write 3', 'sync']);
});

test('after a write that failed nothing is written any more', async () => {
  const { file, steps } = slowDisk();
  const full = new Error('ENOSPC: no space left on device');
  const journal = new Journal('x', { ...file, appendFile: () => Promise.reject(full) }, 0);
  await expect(journal.append(record('ada')).durable).rejects.toBe(full);
  await expect(journal.append(record('bob')).durable).rejects.toBe(full);
  await expect(journal.close()).rejects.toBe(full);
  expect(steps).toEqual([]);
});

test('cut off at any byte, a journal says of each row what was complete, and can be gone on with', async () => {
  const path = `${await temporaryFile('users.csv', '')}.journal`;
  const first = await openJournal(path, target, new RowIndex(100));
  first.journal.append(record('ada'));
  first.journal.append(record('zo\u00eb \u{1F600}'));
  first.journal.append(record('ada', 'invited'));
  await first.close();
  const whole = await readFile(path);
  const begin = whole.indexOf('\n') + 1;
  const complete = (account: string, state: string, bytes: Buffer): boolean =>
    bytes.toString().includes(`${JSON.stringify(record(account, state as RowRecord['state']))}`);
  for (let length = begin; length <= whole.length; length += 1) {
    const cut = whole.subarray(0, length);
    await writeFile(path, cut);
    const index = new RowIndex(100);
    const again = await openJournal(path, target, index);
    const ada = index.state(index.slotOf('ada'));
    const expected = complete('ada', 'sending', cut) ? 'sending' : undefined;
    expect(ada).toBe(complete('ada', 'invited', cut) ? 'invited' : expected);
    again.journal.append(record('eve', 'invited'));
    await again.close();
    const accounts: string[] = [];
    for await (const { record: each } of readJournal(path)) {
      if ('account' in each) accounts.push(each.account);
    }
    expect(accounts.at(-1)).toBe('eve');
  }
});

test('the index knows each of many accounts while it grows', () => {
  const index = new RowIndex(16);
  const count = 20_000;
  for (let number = 0; number < count; number += 1) {
    const slot = index.slotOf(`u${number}`);
    expect(index.line(slot)).toBe(0);
    index.setLine(slot, number + 2);
    index.setState(slot, number % 2 === 0 ? 'invited' : 'refused', number * 1e9);
  }
  for (let number = 0; number < count; number += 1) {
    const slot = index.slotOf(`u${number}`);
    expect(index.line(slot)).toBe(number + 2);
    expect(index.state(slot)).toBe(number % 2 === 0 ? 'invited' : 'refused');
    expect(index.position(slot)).toBe(number * 1e9);
  }
});

test('a position leads back to its record', async () => {
  const path = `${await temporaryFile('users.csv', '')}.journal`;
  const opened = await openJournal(path, target, new RowIndex(100));
  const positions = ['ada', 'zo\u00eb', 'carl'].map(
    (name) => opened.journal.append(record(name)).position,
  );
  await opened.close();
  const file = await open(path);
  const reader = new RecordReader(file);
  const found = [];
  for (const position of positions.toReversed()) found.push(await reader.at(position));
  await file.close();
  expect(found).toEqual(['carl', 'zo\u00eb', 'ada'].map((name) => record(name)));
});
