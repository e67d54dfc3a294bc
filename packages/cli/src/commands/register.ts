import { BlokSecClient } from '@bloksec/client';
import { checkFile, type CheckResult } from '../bulk/check-file.ts';
import { pooledFetch } from '../bulk/pooled-fetch.ts';
import { writeReport } from '../bulk/report.ts';
import type { RowSender } from '../bulk/row-sender.ts';
import { sendFile, type Counts } from '../bulk/send-file.ts';
import { journalOf, reportOf } from '../journal/journal-path.ts';
import { exists, openJournal, replayJournal, targetOf } from '../journal/open-journal.ts';
import { RowIndex } from '../journal/row-index.ts';
import { exitCodeOf, exitCodes } from '../output/exit-codes.ts';
import { failureOf, messageOf } from '../output/failure.ts';
import { number } from '../output/figures.ts';
import type { Output } from '../output/output.ts';
import { startProgress } from '../output/progress.ts';
import type { Columns } from '../rows/columns.ts';
import { readRows } from '../rows/read-rows.ts';
import { openSource, type SourceFile } from '../rows/source-file.ts';
import { readSettings } from '../settings/read-settings.ts';

export interface RegisterOptions {
  readonly dryRun: boolean;
  readonly columns: Columns;
  readonly concurrency: number;
  readonly rate: number | undefined;
  readonly journal: string | undefined;
  readonly report: string | undefined;
  readonly resendUnknown: boolean;
  readonly credentialsFile: string | undefined;
  readonly output: Output;
  /** Aborts when the person at the shell wants to stop: the rows under way are still finished. */
  readonly interrupted: AbortSignal;
}

/** Invites the users of a file: all that a run before did not. */
export async function register(file: string, options: RegisterOptions): Promise<number> {
  // Each row makes and drops some errors. Nobody sees their stacks, and collecting those took a third of the time.
  Error.stackTraceLimit = 0;
  return options.dryRun ? dryRun(file, options) : sendAll(file, options);
}

async function dryRun(file: string, options: RegisterOptions): Promise<number> {
  const { output } = options;
  const index = new RowIndex();
  const journal = file === '-' ? options.journal : journalOf(file, options.journal);
  if (journal !== undefined && (await exists(journal))) {
    await replayJournal(journal, undefined, index);
  }
  const source = await openSource(file);
  try {
    const check = await checked(source, index, options);
    await output.result(
      { summary: { ...check, sent: 0 } },
      `${checkText(check)} Nothing was sent.`,
    );
    return check.invalid === 0 ? exitCodes.ok : exitCodes.no;
  } finally {
    await source.close();
  }
}

async function sendAll(file: string, options: RegisterOptions): Promise<number> {
  const { output, concurrency } = options;
  // First, so that wrong credentials show before a long file is read.
  const settings = await readSettings(options.credentialsFile);
  let sender: RowSender | undefined;
  const pool = pooledFetch(concurrency, (ms) => sender?.pace.askedToWait(ms));
  const client = new BlokSecClient({ ...settings, fetch: pool.fetch });
  const path = journalOf(file, options.journal);
  const index = new RowIndex();
  const source = await openSource(file);
  const open = await openJournal(path, targetOf(settings), index).catch(async (error: unknown) => {
    await source.close();
    throw error;
  });
  try {
    const check = await checked(source, index, options);
    if (check.invalid > 0) {
      const text = `${checkText(check)} Nothing was sent. Put the rows right, and run it again.`;
      await output.result({ summary: { ...check, sent: 0 } }, text);
      return exitCodes.no;
    }
    const { journal } = open;
    const { counts, stoppedBy } = await sendFile(rowsOf(source, options), check.rows, {
      ...options,
      client,
      journal,
      index,
      onStart: (started) => {
        sender = started;
      },
    });
    await journal.flushed();
    const report = options.report ?? reportOf(path);
    await writeReport(report, rowsOf(source, options), path, index);
    return await conclude(counts, stoppedBy, { ...options, journal: path, report });
  } finally {
    pool.close();
    await open.close();
    await source.close();
  }
}

function rowsOf(source: SourceFile, { columns }: RegisterOptions): ReturnType<typeof readRows> {
  return readRows(source, columns);
}

async function checked(
  source: SourceFile,
  index: RowIndex,
  options: RegisterOptions,
): Promise<CheckResult> {
  const { output, interrupted } = options;
  const result: CheckResult = { rows: 0, invalid: 0, alreadyInvited: 0, unknown: 0 };
  const progress = startProgress(output, () => `Checking: ${number(result.rows)} rows so far`);
  try {
    await checkFile(rowsOf(source, options), index, output, result, interrupted);
  } finally {
    progress.stop();
  }
  return result;
}

function checkText({ rows, invalid, alreadyInvited, unknown }: CheckResult): string {
  const before = alreadyInvited > 0 ? `, ${number(alreadyInvited)} already invited` : '';
  const left = unknown > 0 ? `, ${number(unknown)} unknown` : '';
  return `${number(rows)} rows, ${number(invalid)} invalid${before}${left}.`;
}

async function conclude(
  counts: Counts,
  stoppedBy: unknown,
  options: RegisterOptions & { readonly journal: string; readonly report: string },
): Promise<number> {
  const { output, interrupted, journal, report } = options;
  if (stoppedBy !== undefined) output.remark(`bloksec: ${messageOf(stoppedBy)}`);
  const { invited, alreadyInvited, refused, unknown, notSent } = counts;
  await output.result(
    {
      summary: { ...counts, journal, report },
      ...(stoppedBy === undefined ? {} : { error: failureOf(stoppedBy) }),
    },
    `${number(invited)} invited, ${number(alreadyInvited)} already invited, ${number(refused)} refused, ` +
      `${number(unknown)} unknown, ${number(notSent)} not sent.\nReport: ${report}`,
  );
  if (unknown > 0) {
    output.remark(
      `Of ${number(unknown)} rows nobody here knows whether the invitation was sent. Look them up at BlokSec, ` +
        'or ask the users; then the same command with --resend-unknown sends them again.',
    );
  }
  if (notSent > 0) output.remark('The same command sends the rest.');
  if (interrupted.aborted) return exitCodes.interrupted;
  if (unknown > 0) return exitCodes.unknown;
  if (stoppedBy !== undefined) return exitCodeOf(stoppedBy);
  return refused === 0 ? exitCodes.ok : exitCodes.no;
}
