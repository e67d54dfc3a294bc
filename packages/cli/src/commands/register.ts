import { BlokSecClient } from '@bloksec/client';
import { exitCodes } from '../output/exit-codes.ts';
import type { Output } from '../output/output.ts';
import { readRows } from '../rows/read-rows.ts';
import { checkFile } from './check-file.ts';
import { sendRows } from './send-rows.ts';

export interface RegisterOptions {
  readonly dryRun: boolean;
  readonly output: Output;
  /** Aborts when the person at the shell wants to stop: the row under way is still finished. */
  readonly interrupted: AbortSignal;
}

/** Invites the users of a file. */
export async function register(file: string, options: RegisterOptions): Promise<number> {
  const { dryRun, output, interrupted } = options;
  // First, so that wrong credentials show before a long file is read.
  const client = dryRun ? undefined : new BlokSecClient();
  // Standard input can be read only once: there each row is checked when its turn comes.
  if (client === undefined || file !== '-') {
    const { rows, invalid } = await checkFile(file, output);
    if (client === undefined || invalid > 0) {
      const text = `${rows} rows, ${invalid} invalid. Nothing was sent.`;
      output.result({ summary: { rows, invalid, invited: 0 } }, text);
      return invalid === 0 ? exitCodes.ok : exitCodes.no;
    }
  }
  return sendRows(client, readRows(file), output, interrupted);
}
