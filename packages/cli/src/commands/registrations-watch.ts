import { BlokSecClient } from '@bloksec/client';
import { pooledFetch } from '../bulk/pooled-fetch.ts';
import { journalOf } from '../journal/journal-path.ts';
import { targetOf } from '../journal/open-journal.ts';
import { exitCodes } from '../output/exit-codes.ts';
import { number } from '../output/figures.ts';
import type { Output } from '../output/output.ts';
import { startProgress } from '../output/progress.ts';
import { readSettings } from '../settings/read-settings.ts';
import { Watch } from '../watch/watch.ts';

export interface WatchOptions {
  readonly journal: string | undefined;
  /** Time between two rounds, in seconds. */
  readonly interval: number;
  readonly concurrency: number;
  readonly credentialsFile: string | undefined;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** Follows the invitations of a file until none is pending any more. */
export async function watchRegistrations(file: string, options: WatchOptions): Promise<number> {
  const { output, signal } = options;
  const settings = await readSettings(options.credentialsFile);
  let watch: Watch | undefined;
  const pool = pooledFetch(options.concurrency, (ms) => watch?.askedToWait(ms));
  const client = new BlokSecClient({ ...settings, fetch: pool.fetch });
  const path = journalOf(file, options.journal);
  watch = new Watch({ ...options, client, path, target: targetOf(settings) });
  const { counts } = watch;
  const progress = startProgress(
    output,
    () =>
      `${number(counts.accepted)} accepted, ${number(counts.pending)} pending, ${number(counts.rejected + counts.expired)} rejected or expired`,
  );
  try {
    await watch.untilNonePending();
  } finally {
    progress.stop();
    pool.close();
  }
  const { pending, accepted, rejected, expired, unknown } = counts;
  await output.result(
    { summary: counts },
    `${number(accepted)} accepted, ${number(rejected)} rejected, ${number(expired)} expired, ` +
      `${number(unknown)} not known to BlokSec, ${number(pending)} pending.`,
  );
  if (signal.aborted) return exitCodes.interrupted;
  return rejected + expired + unknown === 0 ? exitCodes.ok : exitCodes.no;
}
