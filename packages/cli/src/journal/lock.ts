import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../output/exit-codes.ts';

/** How often a run says that it is alive, to those on other machines that cannot ask its process. In milliseconds. */
const heartbeatMs = 15_000;

/**
 * Lets one run at a time use a journal: two would invite everybody twice. Each run announces itself by a file of its own,
 * and only then looks for others: so of two that start together at least one sees the other. A run that was killed leaves
 * its file; the next one sees that its process has gone.
 *
 * @returns what ends the lock
 */
export async function lockJournal(path: string): Promise<() => Promise<void>> {
  const prefix = `${basename(path)}.lock-`;
  const folder = dirname(path);
  const own = `${prefix}${randomUUID()}`;
  const announced = join(folder, own);
  const content = JSON.stringify({
    host: hostname(),
    process: process.pid,
    started: await startOf(process.pid),
  });
  await writeFile(announced, content, { mode: 0o600, flag: 'wx' });
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A lock that somebody deleted cannot be kept alive; that alone is no reason to stop.
    utimes(announced, now, now).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  const unlock = async (): Promise<void> => {
    clearInterval(heartbeat);
    await rm(announced, { force: true });
  };
  try {
    for (const name of await readdir(folder)) {
      if (name === own || !name.startsWith(prefix)) continue;
      const other = join(folder, name);
      if (await isAlive(other)) throw inUse(path, other);
      await rm(other, { force: true });
    }
  } catch (error) {
    await unlock();
    throw error;
  }
  return unlock;
}

async function isAlive(lock: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(lock);
    const recent = Date.now() - mtimeMs < 4 * heartbeatMs;
    const content = await readFile(lock, 'utf8');
    // Its process has made the file, and not yet written into it.
    if (content === '') return recent;
    const { host, process: id, started } = JSON.parse(content) as Partial<Record<string, unknown>>;
    if (host !== hostname() || typeof id !== 'number') return recent;
    // The number of a process that was killed may be given again: to this one, too.
    return id !== process.pid && isRunning(id) && (await startOf(id)) === started;
  } catch (error) {
    // It has just ended.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** When a process was started, in the system's own unit; undefined where the system does not say (only Linux does). */
async function startOf(id: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8');
    // After the name, which may hold anything, the 20th field (proc_pid_stat(5)).
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process, which may not be signalled, is there, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function inUse(path: string, lock: string): UsageError {
  return new UsageError(
    `Another run is using the journal ${path}. Let it end, or end it. ` +
      `(If none is: delete ${lock}, which it left, or wait a minute.)`,
  );
}
