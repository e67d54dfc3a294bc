import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../output/exit-codes.ts';
import type { Settings } from '../settings/read-settings.ts';
import { Journal } from './journal.ts';
import { isTarget, type TargetRecord } from './journal-record.ts';
import { lockJournal } from './lock.ts';
import { readJournal } from './read-journal.ts';
import type { RowIndex } from './row-index.ts';

/** The application whose users are invited: what tells one journal's rows from another's. */
export interface Target {
  readonly applicationId: string;
  /** The base address of the API. */
  readonly apiUrl: string;
}

/** Of settings that the client has accepted. */
export function targetOf(settings: Settings): Target {
  const { applicationId = '', apiUrl = '' } = settings;
  return { applicationId, apiUrl: new URL(apiUrl).href.replace(/\/+$/, '') };
}

export interface OpenJournal {
  readonly journal: Journal;
  close(): Promise<void>;
}

/**
 * Opens the journal for one run, makes it where there is none, and fills the index with what it says. Nothing that was
 * written is ever changed.
 */
export async function openJournal(
  path: string,
  target: Target,
  index: RowIndex,
): Promise<OpenJournal> {
  const unlock = await explained(path, () => lockJournal(path));
  try {
    return await explained(path, async () => {
      const begin = targetRecord(target);
      if (!(await exists(path))) await create(path, begin);
      await replayJournal(path, target, index);
      const { size } = await stat(path);
      const file = await open(path, 'a', 0o600);
      // The line break ends a line that a killed run may have left.
      await file.appendFile('\n');
      const journal = new Journal(path, file, size + 1);
      await journal.append(begin).durable;
      return {
        journal,
        close: async () => {
          try {
            await journal.close();
          } finally {
            await unlock();
          }
        },
      };
    });
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Fills the index with what a journal says. `target` is not compared where it is not given. */
export async function replayJournal(
  path: string,
  target: Target | undefined,
  index: RowIndex,
): Promise<void> {
  for await (const { record, position } of readJournal(path)) {
    if (isTarget(record)) {
      if (target !== undefined) assertSameTarget(path, record, target);
    } else index.setState(index.slotOf(record.account), record.state, position);
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

export function assertSameTarget(path: string, record: TargetRecord, target: Target): void {
  const { applicationId, apiUrl } = record;
  if (applicationId === target.applicationId && apiUrl === target.apiUrl) return;
  throw new UsageError(
    `The journal ${path} belongs to the application ${applicationId} at ${apiUrl}, ` +
      `and the environment names ${target.applicationId} at ${target.apiUrl}. ` +
      'Name another file with --journal, or set the environment of that application.',
  );
}

function targetRecord({ applicationId, apiUrl }: Target): TargetRecord {
  return { journal: 'bloksec register', at: new Date().toISOString(), applicationId, apiUrl };
}

/** In one step, so that a journal always has a first line. */
async function create(path: string, begin: TargetRecord): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  const file = await open(fresh, 'wx', 0o600);
  try {
    await file.appendFile(`${JSON.stringify(begin)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
  await syncFolder(dirname(path));
}

/** Until then a power cut may forget the name of the new file, and with it who was invited. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and needs no such step.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function explained<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UsageError(`The journal ${path} cannot be used: ${error.message}.`);
  }
}
