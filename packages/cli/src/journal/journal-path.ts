import { UsageError } from '../output/exit-codes.ts';

/** Where the journal of a file is: beside it, unless another place is named. */
export function journalOf(file: string, named: string | undefined): string {
  if (named !== undefined) return named;
  if (file === '-') {
    throw new UsageError(
      'Name a journal with --journal FILE: with it the same command can go on after an interruption.',
    );
  }
  return `${file}.journal`;
}

/** Where the report is, unless another place is named: beside the journal. */
export function reportOf(journal: string): string {
  return `${journal.replace(/\.journal$/, '')}.report.csv`;
}
