import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { temporaryFile } from './temporary-file.ts';

/** A CSV file with these accounts, in a folder of its own. */
export function usersFile(accounts: readonly string[]): Promise<string> {
  return temporaryFile('users.csv', usersCsv(accounts));
}

export function usersCsv(accounts: readonly string[]): string {
  return ['email,accountName', ...accounts.map((name) => `${name}@example.com,${name}`), ''].join(
    '\n',
  );
}

export interface ReportRow {
  readonly row: string;
  readonly account: string;
  readonly status: string;
  readonly registrationId: string;
  readonly reason: string;
}

/** The report of a run, as a spreadsheet would read it. */
export async function readReport(file: string): Promise<ReportRow[]> {
  return parse(await readFile(`${file}.report.csv`, 'utf8'), { columns: true });
}
