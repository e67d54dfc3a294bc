import type { BlokSecClient } from '@bloksec/client';
import type { Journal } from '../journal/journal.ts';
import type { RowIndex } from '../journal/row-index.ts';
import type { Output } from '../output/output.ts';
import { startProgress } from '../output/progress.ts';
import type { Row } from '../rows/row.ts';
import { isUnknown } from './check-file.ts';
import { sendingProgress } from './sending-progress.ts';
import type { Outcome } from './outcome.ts';
import { RowSender, type RowToSend } from './row-sender.ts';

/** How many rows of a file ended how. */
export interface Counts {
  invited: number;
  /** By a run before this one. */
  alreadyInvited: number;
  refused: number;
  unknown: number;
  /** Left for another run. */
  notSent: number;
}

export interface SendOptions {
  readonly client: BlokSecClient;
  readonly journal: Journal;
  readonly index: RowIndex;
  readonly output: Output;
  readonly concurrency: number;
  readonly rate: number | undefined;
  readonly resendUnknown: boolean;
  readonly interrupted: AbortSignal;
  /** Is given the sender before the first row: whoever hears of a `Retry-After` tells it. */
  readonly onStart: (sender: RowSender) => void;
}

/** Sends the rows of a file that were not sent before, and tells of each that was not simply invited. */
export async function sendFile(
  rows: AsyncIterable<Row>,
  total: number,
  options: SendOptions,
): Promise<{ readonly counts: Counts; readonly stoppedBy: unknown }> {
  const { index, output, interrupted } = options;
  const counts: Counts = { invited: 0, alreadyInvited: 0, refused: 0, unknown: 0, notSent: 0 };
  const sender = new RowSender({
    ...options,
    onOutcome: (row, outcome) => {
      counts[outcome.state === 'unsent' ? 'notSent' : outcome.state] += 1;
      void output.result(...told(row, outcome));
    },
    onPause: (reason, ms) => {
      output.remark(`Waiting ${Math.ceil(ms / 1000)} s before the next try. ${reason}`);
    },
  });
  options.onStart(sender);
  const onInterruption = (): void => {
    output.remark('Stopping when the rows under way are done. Ctrl-C again ends it at once.');
    sender.stop();
  };
  interrupted.addEventListener('abort', onInterruption);
  if (interrupted.aborted) onInterruption();
  const progress = startProgress(output, sendingProgress(total, counts, sender));
  try {
    for await (const row of rows) {
      // What is wrong with a row was found before: then nothing is sent.
      if ('problem' in row) continue;
      await output.drained();
      const slot = index.slotOf(row.request.account.name);
      const state = index.state(slot);
      if (state === 'invited') counts.alreadyInvited += 1;
      else if (isUnknown(state) && !options.resendUnknown) {
        counts.unknown += 1;
        await output.result(...told({ ...row, slot }, leftForAPerson));
      } else if (!(await sender.offer({ ...row, slot }))) break;
    }
    await sender.finish();
  } finally {
    sender.stop();
    await sender.finish();
    progress.stop();
    interrupted.removeEventListener('abort', onInterruption);
  }
  counts.notSent = total - counts.invited - counts.alreadyInvited - counts.refused - counts.unknown;
  return { counts, stoppedBy: sender.stoppedBy };
}

/** What is known of a row whose last record is `sending`, or whose outcome was unknown when it was sent. */
export const endedBeforeAnswer =
  'A run before this one was ended before it knew whether the invitation was sent.';

const leftForAPerson: Outcome = {
  state: 'unknown',
  reason: endedBeforeAnswer,
  error: undefined,
  next: 'wait',
};

function told({ line, request }: RowToSend, outcome: Outcome): [object, string | undefined] {
  const account = request.account.name;
  const { state: status } = outcome;
  if (outcome.state === 'invited') {
    const { registrationId } = outcome;
    // For people there is the report: a line for each of a million rows helps nobody.
    return [{ line, status, account, registrationId }, undefined];
  }
  const { reason } = outcome;
  return [{ line, status, account, reason }, `line ${line}  ${status}  ${account}  ${reason}`];
}
